"""What a personal layer would change: how well labels are told with and without it, and which mentions would be shown otherwise."""

import numpy as np
import streamlit as st

import written
from analysis.gain import Gain
from analysis.labels import label
from analysis.personal import Trial
from language import _
from nlp.personal import FOLDS, LEAST
from ui.mention import mention_detail

VERDICTS = {
    "better": "It tells more mentions right: the gain is no chance.",
    "worse": "It tells fewer mentions right: better leave it off.",
    "same": "Better and worse cannot be told apart: label more before it is switched on.",
}
EXAMPLES = 10
LONGEST = 160


def draw_trial(trial: Trial) -> None:
    judged = trial.drawn if trial.drawn and trial.drawn.n >= LEAST else None
    if judged:
        st.markdown(f"#### {_(VERDICTS[judged.verdict])}")
        st.caption(_("Of audited mentions told right: {before} → {after}, {change} (from {low} to {high} in 95 of 100 such trials).", **_numbers(judged)))
    else:
        st.markdown(f"#### {_('What it does to all mentions is not known yet.')}")
        st.caption(_("Corrections are mostly of mistakes: that fewer of these remain is no measure of all mentions. {least} labels of an audit, drawn by chance, tell it.", least=LEAST))
    for gain, title in ((trial.drawn, _("On mentions labelled in audits")), (trial.corrected, _("On mentions that were corrected"))):
        if gain:
            _measured(gain, title)
    st.caption(_("Each mention is judged by a layer that learnt from the others only, in {folds} parts; copies of a text are one.", folds=FOLDS))
    _sample(trial)


def _numbers(gain: Gain) -> dict[str, str | None]:
    return {
        "before": written.share(gain.before.right), "after": written.share(gain.after.right),
        "change": written.points(gain.after.right - gain.before.right), "low": written.points(gain.low), "high": written.points(gain.high),
    }  # fmt: skip


def _measured(gain: Gain, title: str) -> None:
    st.markdown(f"**{title}** · n = {written.whole(gain.n)}")
    numbers = _numbers(gain)
    rows = [
        (_("Told right"), numbers["before"], numbers["after"], f"{numbers['change']} ({numbers['low']} – {numbers['high']})"),
        (_("Macro-F1"), written.share(gain.before.f1), written.share(gain.after.f1), written.points(gain.after.f1 - gain.before.f1)),
        (
            _("Negative share, by people {share}", share=written.share(gain.negative)),
            written.share(gain.before.negative),
            written.share(gain.after.negative),
            _("error {before} → {after}", before=written.points(gain.before.negative - gain.negative), after=written.points(gain.after.negative - gain.negative)),
        ),
    ]
    columns = (_("Measure"), _("As shipped"), _("With the layer"), _("Change"))
    st.dataframe(dict(zip(columns, zip(*rows, strict=True), strict=True)), hide_index=True, alt=title)


def _sample(trial: Trial) -> None:
    """What would be shown otherwise, in a sample of the store."""
    total, changed = trial.sample.num_rows, trial.changed
    if not total:
        st.caption(_("No mention without a label of yours is labelled by the model: the layer would change nothing that is shown."))
        return
    shares = [written.share(np.mean(trial.sample[name].to_numpy() < 0)) for name in ("before", "after")]
    st.markdown(f"**{_('On a sample of mentions that the model labels')}** · n = {written.whole(total)}")
    st.caption(
        _("{count} of them would be shown otherwise ({share}); the negative share: {before} → {after}.",
          count=written.whole(changed.num_rows), share=written.share(changed.num_rows / total), before=shares[0], after=shares[1])
    )  # fmt: skip
    rows = changed.slice(0, EXAMPLES).to_pylist()
    if not rows:
        return
    event = st.dataframe(
        {
            _("As shipped"): [label("sentiments", row["before"]) for row in rows],
            _("With the layer"): [label("sentiments", row["after"]) for row in rows],
            _("Text"): [_short(row) for row in rows],
        },
        key="layer_examples",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            _("As shipped"): st.column_config.TextColumn(width=80),
            _("With the layer"): st.column_config.TextColumn(width=80),
            _("Text"): st.column_config.TextColumn(width="large"),
        },
        alt=_("Mentions that would be shown otherwise"),
    )
    st.caption(_("The {count} that move furthest; choose one to read it.", count=len(rows)))
    for place in event.selection.rows:
        if place < len(rows):
            mention_detail(rows[place]["mention_id"], key="layer")


def _short(row: dict) -> str:
    text = " ".join((row["title"] or row["text"] or "").split())
    return text[:LONGEST] + "…" if len(text) > LONGEST else text
