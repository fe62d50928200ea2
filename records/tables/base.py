"""What all tables share: typed columns, names of constraints, ids and UTC times."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import uuid4

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A UTC-aware time; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a time zone: give datetime.now(UTC) or another aware time")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = Annotated[str, mapped_column(String(32))]
Key = Annotated[str, mapped_column(String(32), primary_key=True)]
Hash = Annotated[str, mapped_column(String(64))]
Code = Annotated[str, mapped_column(String(64))]  # ids of items, facts, kinds: ours, never typed by a patient
Words = Annotated[str, mapped_column(Text)]
Data = Annotated[dict[str, Any], mapped_column(JSON(none_as_null=True))]
Parts = Annotated[list[Any], mapped_column(JSON(none_as_null=True))]
Anything = Annotated[Any, mapped_column(JSON(none_as_null=True))]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """One table; its constructor takes keywords only."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment}


def new_id() -> str:
    """A random id: uuid4 as 32 hex digits."""
    return uuid4().hex
