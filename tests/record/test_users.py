"""Who may use the record through the web app: kept in it, found in any case, all in the audit."""

from __future__ import annotations

import pytest

from communique.errors import NotInRecord, RecordError
from communique.record import Store


def test_a_user_is_added_changed_and_removed_and_the_audit_says_by_whom(store: Store):
    users = store.users("Ilse")
    users.add("Jonas", "reader", "hash 1")
    users.set_role("Jonas", "editor")
    users.set_password("Jonas", "hash 2")
    view = store.view()
    (user,) = view.users()
    assert (user.name, user.role, user.has_password) == ("Jonas", "editor", True)
    assert view.password_of("Jonas") == "hash 2"
    users.remove("Jonas")
    assert view.users() == []
    assert view.user("Jonas") is None
    assert view.password_of("Jonas") is None
    assert [(e.who, e.did, e.target, e.about) for e in view.audit()] == [
        ("Ilse", "user-added", "Jonas", {"role": "reader"}),
        ("Ilse", "user-role", "Jonas", {"role": "editor"}),
        ("Ilse", "user-password", "Jonas", {}),
        ("Ilse", "user-removed", "Jonas", {}),
    ]
    assert "hash" not in repr(view.audit())


def test_who_may_log_in_is_nothing_that_the_record_tells(store: Store):
    before = store.view().state()
    users = store.users("Ilse")
    users.add("Jonas", "reader", "hash 1")
    users.set_role("Jonas", "editor")
    users.remove("Jonas")
    assert store.view().state() == before


def test_a_name_is_one_however_it_is_written(store: Store):
    store.users("Ilse").add("Jürgen", "reader", None)
    decomposed = "Ju\u0308rgen"
    assert store.view().user(decomposed) == store.view().user("JÜRGEN")
    with pytest.raises(RecordError, match="already"):
        store.users("Ilse").add(decomposed.upper(), "editor", None)
    assert [u.role for u in store.view().users()] == ["reader"]


@pytest.mark.parametrize("name", ["", " Ilse", "a:b", "a\nb", "a\u202eb", "x" * 101])
def test_what_is_no_name_is_refused_and_found_nowhere(store: Store, name: str):
    with pytest.raises(RecordError, match="name"):
        store.users("Ilse").add(name, "reader", None)
    assert store.view().user(name) is None


def test_who_is_not_there_cannot_be_changed(store: Store):
    users = store.users("Ilse")
    for change in (
        lambda: users.remove("Jonas"),
        lambda: users.set_role("Jonas", "editor"),
        lambda: users.set_password("Jonas", "hash"),
    ):
        with pytest.raises(NotInRecord, match="communique user list"):
            change()
    assert store.view().audit() == []


def test_the_stamp_changes_with_the_password_and_with_a_new_user_of_the_name(store: Store):
    users = store.users("Ilse")
    stamps = set()
    users.add("Jonas", "reader", "hash 1")
    for change in (
        lambda: users.set_password("Jonas", "hash 1"),
        lambda: (users.remove("Jonas"), users.add("Jonas", "reader", "hash 1")),
        lambda: None,
    ):
        user = store.view().user("Jonas")
        assert user is not None
        stamps.add(user.stamp)
        change()
    assert len(stamps) == 3
    assert all(stamp not in repr(store.view().users()) for stamp in stamps)
