# /// script
# requires-python = ">=3.11"
# dependencies = ["marimo==0.25.2", "polars==2.1.0"]
# ///
"""What the contacts of each pair were about, counted again with polars: a marimo notebook that is a script as well."""

import marimo

__generated_with = "0.25.2"
app = marimo.App()


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    # What their contacts were about, counted again with polars

    This notebook counts the contacts of every pair by category, in months, years, decades and over all time, from the tables
    `contacts`, `actors` and `categories`. Then it compares every cell and every share with what `chancery table exchange_categories`
    prints and with the Parquet, and stops with an error where one differs.

    **You need** Python 3.11 or newer, and `pip install marimo==0.25.2 polars==2.1.0`. Make the tables first, in the root of the
    repository: `cargo xtask run`. Then `marimo edit notebooks/categories-polars.py` opens it, and
    `python notebooks/categories-polars.py` runs it as a script.

    | variable | says | if it is not set |
    | --- | --- | --- |
    | `CHANCERY` | the program | `chancery`, from the `PATH` |
    | `CHANCERY_VIEWS` | the folder of views | `../data/views`, seen from this notebook |
    | `CHANCERY_DYAD` | the pair that is shown at the end | `MNG-PRK` |
    """)
    return


@app.cell
def _():
    import datetime
    import io
    import json
    import os
    import pathlib
    import subprocess
    import tomllib

    import marimo as mo
    import polars as pl

    return datetime, io, json, mo, os, pathlib, pl, subprocess, tomllib


@app.cell
def _(io, os, pathlib, pl, subprocess):
    program = os.environ.get("CHANCERY", "chancery")
    beside = pathlib.Path(__file__).resolve().parent.parent / "data/views"
    views = pathlib.Path(os.environ.get("CHANCERY_VIEWS", beside)).resolve()

    def table(name):
        """A table as it was exported."""
        return pl.read_parquet(views / "tables" / f"{name}.parquet")

    def printed(name):
        """A table as the program prints it."""
        command = [program, "--workspace", str(views.parent), "table", name, "--format", "csv"]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        return pl.read_csv(io.BytesIO(said), schema=table(name).schema)

    return printed, table, views


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## What is counted

    The manifest names the rule in force, and `vocabulary/rules.toml` says what it counts. This notebook knows how to count occasions
    between official sides; other units and choices are refused rather than counted wrongly.
    """)
    return


@app.cell
def _(datetime, json, pl, table, tomllib, views):
    manifest = json.loads((views / "manifest.json").read_text(encoding="utf-8"))
    _rules = tomllib.loads((views.parent / "vocabulary/rules.toml").read_text(encoding="utf-8"))["rule"]
    rule = next(rule for rule in _rules if rule["id"] == manifest["rule"])
    _known = {"id", "definition", "default", "natures", "statuses", "stances", "unit", "forms", "except_forms"}
    _further = {key for key, value in rule.items() if key not in _known and value is not False}
    assert not _further and manifest["unit"] == rule["unit"] == "occasion", (
        f"this notebook does not know {_further or rule['unit']}"
    )
    last_recorded = datetime.date.fromisoformat(manifest["data"]["last_recorded"][:10])

    contacts = table("contacts")
    _statuses = pl.col("status").str.split("|")
    counted = contacts.filter(
        pl.col("nature").is_in(rule["natures"]),
        _statuses.list.set_intersection(rule["statuses"]).list.len() > 0,
        pl.col("stance").is_in(rule["stances"]),
        ~pl.col("form").is_in(rule.get("except_forms", [])),
        pl.col("form").is_in(rule["forms"]) if rule.get("forms") else pl.lit(True),
    ).with_columns(firm=_statuses.list.len() == 1)
    print(f"{counted.height} of {contacts.height} contacts are counted by the rule `{rule['id']}`")
    return contacts, counted, last_recorded


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Whose contact it is

    Who sends is in contact with who receives; a party with parties, senders and receivers. A side must have somebody besides business
    (`BUS`) and private persons (`CVL`), and three or more parties of one conference or joint event make no pairs with one another.
    """)
    return


@app.cell
def _(counted, pl, table):
    _sides = table("actors").filter(pl.col("class").is_in(["sending", "receiving", "mutual"]))
    _private = pl.col("sector").is_in(["BUS", "CVL"]).fill_null(False)
    _official = _sides.group_by("contact", "actor").agg((~_private).any().alias("official"))
    _sides = _sides.join(_official.filter("official"), on=["contact", "actor"])
    _parties = (
        table("actors").filter(pl.col("class") == "mutual").group_by("contact").agg(parties=pl.col("actor").n_unique())
    )
    _one = _sides.select("contact", actor_a="actor", class_a="class")
    _other = _sides.select("contact", actor_b="actor", class_b="class")
    _both = pl.concat_list(pl.col("class_a", "class_b"))
    _is_mutual = (pl.col("class_a") == "mutual") & (pl.col("class_b") == "mutual")
    _is_crowd = pl.col("form").is_in(["conference", "joint-event"]) & (pl.col("parties").fill_null(0) >= 3)
    pairs = (
        _one.join(_other, on="contact")
        .filter(pl.col("actor_a") < pl.col("actor_b"))
        .join(counted.select("contact", "form"), on="contact")
        .join(_parties, on="contact", how="left")
        .filter((pl.col("class_a") != pl.col("class_b")) | (_is_mutual & ~_is_crowd))
        .select("contact", "actor_a", "actor_b", dyad=pl.col("actor_a") + "-" + pl.col("actor_b"))
        .unique()
    )
    print(f"{pairs.height} pairs of {pairs['contact'].n_unique()} contacts")
    return (pairs,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Occasions

    A visit and the talks held on it are one occasion: it has the visit's date and the categories of both.
    """)
    return


@app.cell
def _(contacts, counted, pairs, pl, table):
    _above = dict(counted.select("contact", "part_of").iter_rows())
    _held = {row["contact"]: row for row in contacts.iter_rows(named=True)}

    def occasion(contact):
        """The contact with which one counts: its whole, as long as that is counted too."""
        while _above[contact] in _above:
            contact = _above[contact]
        return contact

    def dated(contact):
        """The contact whose date holds: a part that bears none has its whole's."""
        whole = _held.get(_held[contact]["part_of"])
        if _held[contact]["when"] is None and whole and whole["nature"] == "episode":
            return dated(whole["contact"])
        return contact

    _members = counted.select(
        "contact",
        "firm",
        occasion=pl.col("contact").map_elements(occasion, return_dtype=pl.String),
    ).join(pairs, on="contact")
    _subjects = table("categories").select("contact", "category")
    _all = counted.select("contact", category=pl.lit("all"))
    labels = (
        _members.join(pl.concat([_subjects, _all]), on="contact")
        .group_by("dyad", "actor_a", "actor_b", "occasion", "category")
        .agg(pl.col("firm").any())
    )
    occasions = labels.select("dyad", "actor_a", "actor_b", "occasion").unique()
    onsets = occasions.join(
        occasions.select("occasion")
        .unique()
        .with_columns(contact=pl.col("occasion").map_elements(dated, return_dtype=pl.String))
        .join(contacts.select("contact", "when", "earliest", "latest", "onset_days"), on="contact"),
        on="occasion",
    )
    print(f"{occasions['occasion'].n_unique()} occasions in {occasions['dyad'].n_unique()} pairs")
    return labels, onsets


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## When they may have begun

    Every day from `earliest` to `latest`; where there are fewer, the date has gaps (`2010-XX-20` is the 20th of any month). Without a
    first or last day an occasion is possible in every period from the day on which both states existed to the day of the last entry, and
    certain in none.

    Of an occasion with *n* possible days, a period with the days *i* to *j* has ⌊10⁶ *j* / *n*⌋ − ⌊10⁶ (*i* − 1) / *n*⌋ millionths, so
    that the parts of any division sum to exactly one.
    """)
    return


@app.cell
def _(last_recorded, onsets, pl, tomllib, views):
    _actors = tomllib.loads((views.parent / "vocabulary/actors.toml").read_text(encoding="utf-8"))["state"]
    _exists = {state["id"]: state["exists"].split("/")[0] for state in _actors}
    # A state of which only the year is known exists from its first day on.
    _first = {actor: text + "-01-01"[: 10 - len(text)] if len(text) == 4 else text for actor, text in _exists.items()}

    def reach(actor):
        return pl.col(actor).replace_strict(_first, default=None, return_dtype=pl.String).str.to_date()

    _begins = (
        pl.col("when")
        .str.replace_all("[~?%]", "")
        .str.split("/")
        .list.first()
        .str.strip_chars("[]")
        .str.replace_all("X", r"\d", literal=True)
        .str.replace_all(" *, *", "|")
    )
    _is_bounded = pl.col("earliest").is_not_null() & pl.col("latest").is_not_null()
    _span = (pl.col("latest") - pl.col("earliest")).dt.total_days() + 1
    bounded = onsets.filter(_is_bounded).with_columns(
        pattern=pl.when(_span == pl.col("onset_days")).then(pl.lit("")).otherwise("^(?:" + _begins + ")"),
    )
    days = (
        bounded.with_columns(day=pl.date_ranges("earliest", "latest"))
        .explode("day")
        .filter(pl.col("day").dt.to_string().str.contains(pl.col("pattern")))
        .sort("dyad", "occasion", "day")
        .with_columns(before=pl.int_range(pl.len()).over("dyad", "occasion"))
    )
    _read = days.group_by("dyad", "occasion", "when", "onset_days").len()
    _unread = _read.filter(pl.col("len") != pl.col("onset_days"))
    assert _unread.is_empty() and _read.height == bounded.height, f"this notebook cannot read the dates {_unread}"

    _reached = pl.max_horizontal(reach("actor_a"), reach("actor_b"))
    open_days = (
        onsets.filter(~_is_bounded)
        .with_columns(pl.col("earliest").fill_null(_reached), pl.col("latest").fill_null(last_recorded))
        .filter(pl.col("earliest") <= pl.col("latest"))
        .with_columns(day=pl.date_ranges("earliest", "latest"))
        .explode("day")
    )
    return days, open_days


@app.cell
def _(days, labels, open_days, onsets, pl):
    _text = pl.col("day").dt.to_string("%Y-%m")
    GRAINS = {"decade": _text.str.slice(0, 3) + "X", "year": _text.str.slice(0, 4), "month": _text}
    _key = ["dyad", "occasion", "grain", "period"]

    def met(frame, grain):
        return frame.with_columns(grain=pl.lit(grain), period=GRAINS[grain])

    def millionths(before):
        return 1_000_000 * before // pl.col("onset_days").first()

    _firm = [
        met(days, grain)
        .group_by(_key)
        .agg(
            certain=(pl.len() == pl.col("onset_days").first()).cast(pl.Int64),
            expected=millionths(pl.col("before").min() + pl.len()) - millionths(pl.col("before").min()),
        )
        for grain in GRAINS
    ]
    _open = [
        met(open_days, grain).select(_key).unique().with_columns(certain=pl.lit(0), expected=pl.lit(0))
        for grain in GRAINS
    ]
    _ever = onsets.select(
        "dyad",
        "occasion",
        grain=pl.lit("all"),
        period=pl.lit("all"),
        certain=pl.lit(1),
        expected=pl.lit(1_000_000),
    )
    shares = pl.concat(
        [frame.with_columns(pl.col("certain", "expected").cast(pl.Int64)) for frame in [*_firm, *_open, _ever]]
    )
    cells = (
        labels.join(shares, on=["dyad", "occasion"])
        .group_by("dyad", "actor_a", "actor_b", "grain", "period", "category")
        .agg(
            certain=pl.col("certain").filter("firm").sum(),
            possible=pl.len().cast(pl.Int64),
            expected=pl.col("expected").filter("firm").sum(),
        )
    )
    return (cells,)


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""
    ## Shares

    The category's expected contacts over all expected contacts of the pair in the period. A contact may have several categories, so
    shares may add up to more than 1. The numbers are summed as whole millionths and divided last.
    """)
    return


@app.cell
def _(cells, pl):
    KEY = ["dyad", "actor_a", "actor_b", "grain", "period", "category"]
    _whole = cells.filter(pl.col("category") == "all").select("dyad", "grain", "period", whole="expected")
    recount = (
        cells.filter(pl.col("category") != "all")
        .join(_whole, on=["dyad", "grain", "period"])
        .with_columns(share=pl.when(pl.col("whole") > 0).then(pl.col("expected") / pl.col("whole")))
        .select(*KEY, "certain", "possible", "expected", "share")
        .sort(KEY)
    )
    return KEY, recount


@app.cell
def _(KEY, pl, printed, recount, table):
    def compare(published, where):
        """Every cell of the recount against a published table; whatever differs is listed."""
        published = published.with_columns((pl.col("expected") * 1_000_000).round().cast(pl.Int64))
        both = recount.join(published, on=KEY, how="full", coalesce=True, suffix="_published")
        numbers = ["certain", "possible", "expected", "share"]
        _differs = [pl.col(name).ne_missing(pl.col(f"{name}_published")) for name in numbers]
        differing = both.filter(pl.any_horizontal(_differs))
        assert differing.is_empty(), (
            f"{differing.height} cells of {where} differ from the recount:\n{differing.sort(KEY).write_csv()}"
        )
        print(f"{both.height} cells of {where} are equal")
        return both.height

    compared = [
        compare(printed("exchange_categories"), "what the program prints"),
        compare(table("exchange_categories"), "the Parquet"),
    ]
    return (compared,)


@app.cell
def _(compared, mo, os, pl, recount):
    dyad = os.environ.get("CHANCERY_DYAD", "MNG-PRK")
    shown = recount.filter(pl.col("dyad") == dyad, pl.col("grain") == "all").sort("share", "category", descending=[True, False])
    mo.vstack([
        mo.md(f"## {dyad}, over all time\n\n{compared[0]} cells were compared."),
        mo.ui.table(shown.select("category", "certain", "possible", pl.col("expected") / 1_000_000, "share").to_dicts(), selection=None),
    ])
    return


if __name__ == "__main__":
    app.run()
