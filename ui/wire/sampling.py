"""A value that fits a JSON schema: an example for a route that nobody has written one for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

_DEPTH = 6
_FORMATS = {
    "date-time": "2026-03-02T12:00:00+08:00",
    "date": "2026-03-02",
    "time": "12:00:00",
    "uri": "https://www.mall.example/",
    "binary": "(file)",
}
# What a field of this name holds, as far as it is text.
_TEXTS = {
    "title": "停车收费规则",
    "version": "V2",
    "locator": "二、收费标准",
    "language": "zh-Hans",
    "channel": "wechat_moments",
    "message": "停车怎么收费?",
    "comment": "已核对",
    "text": "首小时免费,之后每小时5元。",
    "name": "服务台",
    "doc_id": "DOC-1",
    "desk": "cs_store",
    "who": "值班经理",
}


class Sampler:
    """Examples from the schemas of one description."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = schemas

    def of(self, schema: Schema, name: str = "", depth: int = 0) -> Any:
        """The simplest value that says something; `name` is the field's."""
        if "$ref" in schema:
            return self.of(self._schemas[schema["$ref"].rpartition("/")[2]], name, depth + 1)
        for given in ("example", "const", "default"):
            if schema.get(given) is not None:
                return schema[given]
        if schema.get("enum"):
            return schema["enum"][0]
        for choice in ("anyOf", "oneOf", "allOf"):
            if schema.get(choice):
                return self._chosen(schema[choice], name, depth)
        return self._typed(schema, name, depth)

    def _chosen(self, choices: list[Schema], name: str, depth: int) -> Any:
        said = [each for each in choices if each.get("type") != "null"]
        return self.of(said[0], name, depth) if said and depth < _DEPTH else None

    def _typed(self, schema: Schema, name: str, depth: int) -> Any:
        match schema.get("type"):
            case "object" | None:
                return self._object(schema, depth)
            case "array":
                return self._array(schema, name, depth)
            case "string":
                return self._string(schema, name)
            case "integer":
                return int(schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1))
            case "number":
                return float(schema.get("minimum", 0.5))
            case "boolean":
                return True
        return None

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        required = schema.get("required", [])
        inner = schema.get("properties", {})
        shown = required if depth >= _DEPTH else inner
        return {name: self.of(inner[name], name, depth + 1) for name in shown}

    def _array(self, schema: Schema, name: str, depth: int) -> list[Any]:
        if "prefixItems" in schema:
            return [self.of(each, name, depth + 1) for each in schema["prefixItems"]]
        if depth >= _DEPTH and not schema.get("minItems"):
            return []
        return [self.of(schema.get("items", {}), name, depth + 1)] * max(1, schema.get("minItems", 1))

    @staticmethod
    def _string(schema: Schema, name: str) -> str:
        if "contentMediaType" in schema:
            return _FORMATS["binary"]
        said = _FORMATS.get(schema.get("format", ""), _TEXTS.get(name, "示例"))
        return said.ljust(schema.get("minLength", 0), "例")[: schema.get("maxLength")]
