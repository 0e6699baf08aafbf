//! What is said of a column, and the columns that many tables share.

use polars::prelude::DataType;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, mostly a code or an id.
    Text,
    /// A whole number.
    Whole,
    /// A number with a fraction.
    Number,
    /// Yes or no.
    Flag,
    /// A day of the calendar.
    Day,
}

impl Kind {
    /// Its name in the codebook, and in the Table Schema of Frictionless Data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Text => "string",
            Kind::Whole => "integer",
            Kind::Number => "number",
            Kind::Flag => "boolean",
            Kind::Day => "date",
        }
    }

    /// Its name in Croissant.
    pub const fn croissant(self) -> &'static str {
        match self {
            Kind::Text => "sc:Text",
            Kind::Whole => "sc:Integer",
            Kind::Number => "sc:Float",
            Kind::Flag => "sc:Boolean",
            Kind::Day => "sc:Date",
        }
    }

    /// The type of the column in the frame and in Parquet.
    pub fn of_frame(self) -> DataType {
        match self {
            Kind::Text => DataType::String,
            Kind::Whole => DataType::Int64,
            Kind::Number => DataType::Float64,
            Kind::Flag => DataType::Boolean,
            Kind::Day => DataType::Date,
        }
    }
}

/// A column of a published table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What its numbers count, if it holds any.
    pub unit: Option<&'static str>,
    /// What it says.
    pub about: &'static str,
    /// The list of the vocabulary that its codes are of.
    pub terms: Option<&'static str>,
    /// The table and column in which each of its values is found.
    pub joins: Option<(&'static str, &'static str)>,
}

impl Column {
    const fn new(name: &'static str, kind: Kind, about: &'static str) -> Column {
        Column { name, kind, unit: None, about, terms: None, joins: None }
    }

    /// The same with codes of a list of the vocabulary.
    pub(super) const fn of(self, terms: &'static str) -> Column {
        Column { terms: Some(terms), ..self }
    }

    /// The same with values that are keys of a table.
    pub(super) const fn joins(self, table: &'static str, column: &'static str) -> Column {
        Column { joins: Some((table, column)), ..self }
    }
}

/// A column of texts.
pub(super) const fn text(name: &'static str, about: &'static str) -> Column {
    Column::new(name, Kind::Text, about)
}

/// A column of whole numbers of a unit.
pub(super) const fn whole(name: &'static str, unit: &'static str, about: &'static str) -> Column {
    Column { unit: Some(unit), ..Column::new(name, Kind::Whole, about) }
}

/// A column of whole numbers that number or name and count nothing.
pub(super) const fn number(name: &'static str, about: &'static str) -> Column {
    Column::new(name, Kind::Whole, about)
}

/// A column of numbers with a fraction.
pub(super) const fn share(name: &'static str, unit: &'static str, about: &'static str) -> Column {
    Column { unit: Some(unit), ..Column::new(name, Kind::Number, about) }
}

/// A column of yes and no.
pub(super) const fn flag(name: &'static str, about: &'static str) -> Column {
    Column::new(name, Kind::Flag, about)
}

/// A column of days.
pub(super) const fn day(name: &'static str, about: &'static str) -> Column {
    Column::new(name, Kind::Day, about)
}

pub(super) const DYAD: Column =
    text("dyad", "The pair: `MNG-PRK`, ids in the order of the alphabet; `MNG>PRK` where it has a direction.");
pub(super) const ACTOR_A: Column = text("actor_a", "The id of the pair's first actor.");
pub(super) const ACTOR_B: Column = text("actor_b", "The id of the pair's second actor.");
pub(super) const DIRECTION: Column = text(
    "direction",
    "`a-b` where the row counts from the first actor to the second, `none` where it counts both ways.",
);
pub(super) const GRAIN: Column = text("grain", "How long the period is: `all`, `decade`, `year` or `month`.");
pub(super) const PERIOD: Column =
    text("period", "The period: `all`, `201X`, `2013` or `2013-10`; whole days, ends included.");
pub(super) const CATEGORY: Column =
    text("category", "What the contacts were about; `all` for every category together.").of("categories");
pub(super) const FORM_OF_CELL: Column =
    text("form", "The form of the contacts; `all` for every form together.").of("forms");
pub(super) const CERTAIN: Column = whole(
    "certain",
    "contacts",
    "How many began within the period whatever their vague dates mean: the least there were, by what is recorded.",
);
pub(super) const POSSIBLE: Column = whole(
    "possible",
    "contacts",
    "How many may have begun within the period: the most there were, by what is recorded.",
);
pub(super) const EXPECTED: Column = share(
    "expected",
    "contacts",
    "How many there were if each possible day of a vague date is as likely as any other; exact to a millionth.",
);
pub(super) const OPEN: Column = whole(
    "open",
    "contacts",
    "Those among the possible that have no first day or whose status is contested, and so no expected part.",
);
pub(super) const RECURRING: Column = whole(
    "recurring",
    "recurrences",
    "Recurrences (\"regular exchanges\") whose extent meets the period; they are in no other number.",
);
pub(super) const COVERAGE: Column = text(
    "coverage",
    "Whether the period was searched from end to end: `full`, `partial` or `none`. Without `full`, a number means \"at least\".",
);
pub(super) const CONTACT: Column = text("contact", "The contact's id.").joins("contacts", "contact");
pub(super) const CLAIM: Column =
    text("claim", "The claim's id: its source's id, a slash, a name.").joins("claims", "claim");
pub(super) const SOURCE: Column = text("source", "The source's id.").joins("sources", "source");
pub(super) const WHEN: Column = text("when", "When it happened, in EDTF; nothing where no date is given.");
pub(super) const FORM: Column = text("form", "What kind of contact it is.").of("forms");
pub(super) const NATURE: Column =
    text("nature", "Whether it took place once, lasts, recurs or is a number; only episodes are counted.")
        .of("natures");
pub(super) const CATEGORIES: Column = text("categories", "What it was about, separated by `;`.").of("categories");
pub(super) const ACTORS: Column = text("actors", "Who took part and as what: `MNG:host;PRK:visitor`.").of("roles");
pub(super) const STATUS: Column =
    text("status", "How far it came; several with `|` between them where claims are tied.").of("statuses");
pub(super) const STANCE: Column = text("stance", "How far a source stands behind it.").of("stances");
pub(super) const PLACE: Column = text("place", "Where, separated by `;`; the first place is that of the beginning.");
pub(super) const PART_OF: Column = text("part_of", "The larger contact of which it is a part.");
pub(super) const CLAIMS: Column = text("claims", "The claims that it rests on, separated by `;`.");
pub(super) const DATE_START: Column = day(
    "date_start",
    "UCDP's column: the earliest day on which it may have begun. Nothing where `date_prec` is nothing.",
);
pub(super) const DATE_END: Column =
    day("date_end", "UCDP's column: the latest day on which it may have begun. Nothing where `date_prec` is nothing.");
pub(super) const DATE_PREC: Column = number(
    "date_prec",
    "UCDP's code of precision: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 up to a year. Nothing where the date is vaguer, for UCDP has no code for that.",
);
