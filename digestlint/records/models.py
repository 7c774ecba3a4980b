"""How the parts of a study's JSON are read: what is null is absent, terms are brought to one spelling (`fields.py`)."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    alias_generators,
    model_validator,
)

from digestlint.partial_date import PartialDate
from digestlint.records.fields import Certainty, certainty, nct_id, partial_date, plain, texts, token


def _text(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _listed(value: object) -> object:
    """Return the members of a list that are there; one alone may stand without its list."""
    if isinstance(value, list):
        return [each for each in value if each is not None]
    return [value] if isinstance(value, str) else value


def _date(value: object) -> PartialDate | None:
    if not isinstance(value, str):
        raise ValueError("a date is a string")  # noqa: TRY004 - pydantic reports a ValueError
    return partial_date(value) if value.strip() else None


def _certainty(value: object) -> Certainty | None:
    return certainty(value) if isinstance(value, str) else None


NctId = Annotated[str, BeforeValidator(_text), AfterValidator(nct_id)]
Text = Annotated[str, BeforeValidator(_text)]
Term = Annotated[Text, AfterValidator(lambda value: token(value) or "")]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), AfterValidator(texts)]
Count = Annotated[int, Field(ge=0)] | None
DatePart = Annotated[PartialDate | None, PlainValidator(_date)]
Likelihood = Annotated[Certainty | None, PlainValidator(_certainty)]


class Model(BaseModel):
    """A part of a study; what is null is absent."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=alias_generators.to_camel)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, data: Any) -> Any:
        return (
            {key: value for key, value in data.items() if value not in (None, "")} if isinstance(data, dict) else data
        )
