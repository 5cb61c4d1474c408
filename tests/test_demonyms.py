from communique.demonyms import homes


def test_an_adjective_belongs_to_the_only_place_that_shares_its_stem():
    assert homes({"sudmarka", "sudmarkan", "norland", "eastvale"}) == {"sudmarkan": "sudmarka"}
    assert homes({"tolvia", "tolvian", "tolvians"})["tolvian"] == "tolvia"


def test_an_adjective_that_fits_two_places_belongs_to_neither():
    assert "sudmarkian" not in homes({"sudmarka", "sudmarkia", "sudmarkian"})
