"""What a build takes over from the one before is of what this one would make it of."""

from newsgen.store.latest_values import LatestValues


def test_a_value_is_made_again_when_what_it_is_made_of_is_another() -> None:
    values, made = LatestValues(), list[str]()

    def get(made_of: str) -> str:
        return values.get("name", made_of, lambda: made.append(made_of) or f"of {made_of}")

    assert [get(each) for each in ("a", "a", "b", "a")] == ["of a", "of a", "of b", "of a"]
    assert made == ["a", "b", "a"]
    values.clear()
    assert get("a") == "of a"
    assert made == ["a", "b", "a", "a"]
