"""A cascade or an author graph as files that other programs read: GEXF, GraphML, and tables of nodes and edges."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype

from analysis.author_graph import AuthorGraph

# What XML 1.0 cannot hold, not even escaped.
FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A reader would take a carriage return for a line's end.
RETURN = {"\r": "&#13;"}
ENDS = ("source", "target", "weight")
KINDS = {"b": "boolean", "i": "long", "u": "long", "f": "double"}


@dataclass(frozen=True)
class Network:
    """nodes: id from 0 on, label, and whatever is told of them; edges: source (who reposts), target (whose post it is), weight and
    the rest; about: what this is.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    about: str


def of_cascade(frame: pd.DataFrame, about: str, graph: AuthorGraph | None = None) -> Network:
    """The nodes of a cascade, or of several, with the community of their authors where the graph of these is given."""
    known = frame if graph is None else frame.assign(community=graph.authors["community"].to_numpy()[graph.wrote])
    order = np.lexsort([known[name] for name in ("node", "cascade") if name in known])
    nodes = known.iloc[order].reset_index(drop=True)
    first = nodes.groupby("cascade").cumcount().eq(0) if "cascade" in nodes else pd.Series(nodes.index == 0)
    begins = pd.Series(nodes.index).where(first).ffill().to_numpy(dtype=np.int64, na_value=0)
    above = nodes["above"].to_numpy(np.int64)
    child = np.flatnonzero(above >= 0)
    edges = pd.DataFrame({"source": child, "target": (begins + above)[child], "weight": 1, "edge": nodes["edge"].to_numpy()[child]})
    return Network(_labelled(nodes.drop(columns=["node", "above", "edge"])), edges, about)


def of_authors(graph: AuthorGraph, about: str) -> Network:
    edges = graph.edges.rename(columns=dict(zip(("reposter", "source", "reposts"), ENDS, strict=True)))
    return Network(_labelled(graph.authors), edges, about)


def node_table(network: Network) -> tuple[list[str], Iterator[tuple]]:
    """Columns, with the names by which Gephi knows them, and rows; unknown is None."""
    return _table(network.nodes, {"id": "Id", "label": "Label"})


def edge_table(network: Network) -> tuple[list[str], Iterator[tuple]]:
    """The same of the edges."""
    return _table(network.edges, {name: name.title() for name in ENDS})


def gexf(network: Network) -> bytes:
    """GEXF 1.2."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
        f"<meta><creator>Guanlan</creator><description>{_text(network.about)}</description></meta>",
        '<graph mode="static" defaultedgetype="directed">',
    ]
    nodes, edges = _attributes(network.nodes.drop(columns=["id", "label"])), _attributes(network.edges.drop(columns=list(ENDS)))
    for kind, columns in (("node", nodes), ("edge", edges)):
        told = "".join(f'<attribute id="{kind[0]}{n}" title="{name}" type="{of}"/>' for n, (name, of, _values) in enumerate(columns))
        lines.append(f'<attributes class="{kind}" mode="static">{told}</attributes>')
    lines.append("<nodes>")
    labels = [quoteattr(_allowed(label)) for label in network.nodes["label"]]
    for node, label, values in zip(network.nodes["id"], labels, _gexf_values(nodes, "n", len(labels)), strict=True):
        lines.append(f'<node id="{node}" label={label}><attvalues>{values}</attvalues></node>')
    lines += ["</nodes>", "<edges>"]
    ends = network.edges[list(ENDS)].itertuples()
    for (edge, source, target, weight), values in zip(ends, _gexf_values(edges, "e", len(network.edges)), strict=True):
        lines.append(f'<edge id="{edge}" source="{source}" target="{target}" weight="{weight}"><attvalues>{values}</attvalues></edge>')
    return "\n".join([*lines, "</edges>", "</graph>", "</gexf>"]).encode()


def graphml(network: Network) -> bytes:
    nodes, edges = _attributes(network.nodes.drop(columns="id")), _attributes(network.edges.drop(columns=["source", "target"]))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for kind, columns in (("node", nodes), ("edge", edges)):
        lines += [f'<key id="{kind[0]}{n}" for="{kind}" attr.name="{name}" attr.type="{of}"/>' for n, (name, of, _values) in enumerate(columns)]
    lines += [f'<graph edgedefault="directed"><desc>{_text(network.about)}</desc>']
    for node, values in zip(network.nodes["id"], _graphml_values(nodes, "n", len(network.nodes)), strict=True):
        lines.append(f'<node id="{node}">{values}</node>')
    ends = zip(network.edges["source"], network.edges["target"], strict=True)
    for (source, target), values in zip(ends, _graphml_values(edges, "e", len(network.edges)), strict=True):
        lines.append(f'<edge source="{source}" target="{target}">{values}</edge>')
    return "\n".join([*lines, "</graph>", "</graphml>"]).encode()


def _labelled(nodes: pd.DataFrame) -> pd.DataFrame:
    """With number and label before the rest."""
    nodes = nodes.reset_index(drop=True)
    nodes.insert(0, "label", nodes["author_name"].astype(object).where(nodes["author_name"].notna(), ""))
    nodes.insert(0, "id", nodes.index)
    return nodes


def _table(frame: pd.DataFrame, names: dict[str, str]) -> tuple[list[str], Iterator[tuple]]:
    return [names.get(name, name) for name in frame], zip(*(_values(frame[name])[1] for name in frame), strict=True)


def _attributes(frame: pd.DataFrame) -> list[tuple[str, str, list]]:
    """Name, type and values of each column."""
    return [(name, *_values(frame[name])) for name in frame]


def _values(column: pd.Series) -> tuple[str, list]:
    """The type of a column and its values, unknown is None; whole numbers stay whole where some are unknown."""
    known = column.notna()
    told = column.astype(object).where(known, None)
    kind = column.dtype.kind
    if kind == "M":
        return "string", [None if one is None else one.isoformat(" ", "seconds") for one in told]
    if kind == "f" and (column[known] % 1 == 0).all():
        return "long", [None if one is None else int(one) for one in told]
    if kind in KINDS:
        return KINDS[kind], told.tolist()
    if infer_dtype(told, skipna=True) == "boolean":
        return "boolean", told.tolist()
    return "string", [one if one is None else str(one) for one in told]


def _gexf_values(columns: list[tuple[str, str, list]], letter: str, rows: int) -> Iterator[str]:
    return _joined([(values, f'<attvalue for="{letter}{n}" value=', quoteattr, "/>") for n, (_name, _kind, values) in enumerate(columns)], rows)


def _graphml_values(columns: list[tuple[str, str, list]], letter: str, rows: int) -> Iterator[str]:
    return _joined([(values, f'<data key="{letter}{n}">', lambda text: escape(text, RETURN), "</data>") for n, (_name, _kind, values) in enumerate(columns)], rows)


def _joined(columns: list[tuple[list, str, Callable[[str], str], str]], rows: int) -> Iterator[str]:
    """What stands in each row: values between a beginning and an end, escaped; nothing for unknown ones."""
    parts = []
    for values, begin, escaped, end in columns:
        told = {one: f"{begin}{escaped(_written(one))}{end}" for one in set(values)} | {None: ""}
        parts.append([told[one] for one in values])
    return map("".join, zip(*parts, strict=True)) if parts else iter([""] * rows)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else _allowed(value)


def _allowed(value: object) -> str:
    return FORBIDDEN.sub("", str(value))


def _text(value: object) -> str:
    return escape(_allowed(value), RETURN)
