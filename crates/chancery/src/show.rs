//! Problems and errors on the terminal, or as JSON lines.

use std::process::ExitCode;

use chancery_core::text::{acts, display_safe};
use chancery_ingest::{InputFile, Problem};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};

use crate::cli::Format;
use crate::error::{CommandError, Kind};
use crate::say;

/// A line longer than this is not shown with its problem.
const SHOWN_LINE_BYTES: usize = 400;

/// Shows what ended a command and gives its exit code.
pub fn error(error: &CommandError, format: Format) -> ExitCode {
    match error {
        CommandError::Problems { problems, files, kind } => {
            show_problems(problems, files, format);
            kind.exit_code()
        }
        CommandError::Stopped { kind, message, hints } => {
            errln!("error: {}", display_safe(message));
            for hint in hints {
                errln!("  hint: {}", display_safe(hint));
            }
            if *kind == Kind::Bug {
                errln!("  hint: this is a fault of Chancery, not of your data; please report it");
            }
            kind.exit_code()
        }
    }
}

/// Shows what keeps nothing from being used.
pub fn warnings(warnings: &[Problem], files: &[InputFile], format: Format) {
    each(warnings, files, format);
}

fn show_problems(problems: &[Problem], files: &[InputFile], format: Format) {
    each(problems, files, format);
    let (warnings, faults): (Vec<&Problem>, Vec<&Problem>) = problems.iter().partition(|problem| problem.is_warning());
    let mut paths: Vec<&str> = faults.iter().map(|p| p.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let count = |n: usize, noun: &str| if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") };
    let besides =
        if warnings.is_empty() { String::new() } else { format!(", and {}", count(warnings.len(), "warning")) };
    let mut codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    codes.dedup();
    let (code, each) = if let [code] = codes.as_slice() { (*code, "") } else { ("CODE", " of each") };
    say::note(format!(
        "{} in {}{besides}; nothing was written. `chancery explain {code}` says more{each}.",
        count(faults.len(), "problem"),
        count(paths.len(), "file")
    ));
}

fn each(problems: &[Problem], files: &[InputFile], format: Format) {
    if format == Format::Json {
        for problem in problems {
            outln!("{}", json(problem));
        }
    } else {
        let handler = handler();
        for problem in problems {
            let file = files.iter().find(|file| file.path == problem.path);
            let mut text = String::new();
            if handler.render_report(&mut text, &Shown::of(problem, file)).is_ok() {
                errln!("{}", text.trim_end());
            }
            errln!();
        }
    }
}

fn json(problem: &Problem) -> serde_json::Value {
    serde_json::json!({
        "code": problem.code,
        "severity": problem.severity.as_str(),
        "file": problem.path,
        "line": problem.line,
        "column": problem.column,
        "id": problem.id,
        "message": problem.message,
        "reason": problem.reason,
        "fix": problem.fix,
    })
}

fn handler() -> GraphicalReportHandler {
    let theme = if say::has_colors() { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let width = terminal_size::terminal_size_of(std::io::stderr()).map_or(100, |(width, _)| usize::from(width.0));
    GraphicalReportHandler::new_themed(theme).with_width(width.clamp(40, 120)).with_links(false).with_context_lines(1)
}

/// A problem as miette shows it.
#[derive(Debug)]
struct Shown {
    code: &'static str,
    is_warning: bool,
    headline: String,
    help: String,
    source: Option<NamedSource<String>>,
    label: Option<LabeledSpan>,
}

impl Shown {
    fn of(problem: &Problem, file: Option<&InputFile>) -> Shown {
        let place = format!("{}:{}:{}", display_safe(&problem.path), problem.line, problem.column);
        let mut headline = display_safe(&problem.message);
        let mut shown = Shown {
            code: problem.code,
            is_warning: problem.is_warning(),
            headline: String::new(),
            help: format!("{}\nfix: {}", display_safe(&problem.reason), display_safe(&problem.fix)),
            source: None,
            label: None,
        };
        match (file, &problem.span) {
            (Some(file), Some(span)) if line_of(&file.bytes, span.start).len() <= SHOWN_LINE_BYTES => {
                let source = inert(&file.bytes);
                let start = span.start.min(source.len());
                let line_end = start + source[start..].find('\n').unwrap_or(source.len() - start);
                let length = span.end.clamp(start, line_end).saturating_sub(start).max(1);
                shown.label = Some(LabeledSpan::new(Some("here".to_owned()), start, length));
                shown.source = Some(NamedSource::new(display_safe(&problem.path), source));
            }
            _ => headline = format!("{place}: {headline}"),
        }
        shown.headline = headline;
        shown
    }
}

/// The line around a byte.
fn line_of(bytes: &[u8], at: usize) -> &[u8] {
    let at = at.min(bytes.len());
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |n| n + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |n| at + n);
    &bytes[start..end]
}

/// A file's text with everything that could act replaced, byte for byte, so that spans still fit.
fn inert(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\n' => text.push('\n'),
                '\t' | '\r' => text.push(' '),
                c if acts(c) => text.extend(std::iter::repeat_n('?', c.len_utf8())),
                c => text.push(c),
            }
        }
        text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
    }
    text
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        self.is_warning.then_some(miette::Severity::Warning)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.label.clone().map(|label| Box::new(std::iter::once(label)) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}

/// Whether objects are asked for; these verbs tell stories, which are no tables.
pub fn is_json(format: Format) -> Result<bool, CommandError> {
    match format {
        Format::Text => Ok(false),
        Format::Json => Ok(true),
        Format::Csv => {
            Err(CommandError::usage("this is no table and has no CSV").hint("`--format json` writes one object a line"))
        }
    }
}

/// Lines on standard output, made safe for a terminal: one stays one, whatever its texts hold. A reader that closes its end early, as `head` does, is no fault.
pub fn lines(lines: impl Iterator<Item = String>) -> Result<ExitCode, CommandError> {
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in lines {
        match writeln!(out, "{}", display_safe(&line)) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
            Err(error) => return Err(CommandError::new(Kind::Files, format!("standard output: {error}"))),
            Ok(()) => {}
        }
    }
    match out.flush() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(CommandError::new(Kind::Files, format!("standard output: {error}")))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// How wide standard output is, if it is a terminal.
pub fn width() -> Option<usize> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0))
}

/// Lines of a text behind its head, the further ones below it; one line where there is no width, or none to speak of.
pub fn hung(head: &str, text: &str, width: Option<usize>) -> Vec<String> {
    let indent = head.chars().count();
    let Some(room) = width.and_then(|width| width.checked_sub(indent)).filter(|room| *room >= 20) else {
        return vec![format!("{head}{text}")];
    };
    let (mut hung, mut line, mut used) = (Vec::new(), head.to_owned(), 0);
    for word in words(text, room) {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            hung.push(std::mem::replace(&mut line, " ".repeat(indent)));
            used = 0;
        } else if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(&word);
        used += length;
    }
    hung.push(line);
    hung
}

/// The words of a text. A command between backticks is one word, so that it can be copied, unless it is too long.
fn words(text: &str, room: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (number, part) in text.split('`').enumerate() {
        let is_command = number % 2 == 1;
        let part = if is_command || number > 0 { format!("`{part}") } else { part.to_owned() };
        let is_whole = is_command && part.chars().count() < room;
        for (place, word) in part.split(' ').enumerate() {
            let is_joined = (number > 0 && place == 0) || (place > 0 && is_whole);
            match words.last_mut().filter(|_| is_joined) {
                Some(last) if place == 0 => last.push_str(word),
                Some(last) => last.push_str(&format!(" {word}")),
                None => words.push(word.to_owned()),
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{hung, inert};

    #[test]
    fn a_snippet_keeps_its_length_and_does_not_act() {
        let bytes = b"a\x1b[31m \xff\xfe \xe2\x80\xaeb \xe8\x92\x99\n";
        let text = inert(bytes);
        assert_eq!(text, "a?[31m ?? ???b 蒙\n");
        assert_eq!(text.len(), bytes.len());
    }

    #[test]
    fn what_is_long_hangs_below_its_beginning() {
        let text = "one two three four five six";
        let hung = |head: &str, text: &str, width| hung(head, text, width).join("\n");
        assert_eq!(hung("ok  ", text, None), "ok  one two three four five six");
        assert_eq!(hung("ok  ", text, Some(25)), "ok  one two three four\n    five six");
        assert_eq!(hung("ok  ", text, Some(10)), "ok  one two three four five six", "no room to hang in");
        assert_eq!(hung("", "now (`chancery -q run`) does it", Some(22)), "now\n(`chancery -q run`)\ndoes it");
        assert_eq!(hung("", "so: `chancery --quiet run` does", Some(20)), "so: `chancery\n--quiet run` does");
        let long = "a".repeat(40);
        assert_eq!(hung("ok  ", &format!("b {long} c"), Some(25)), format!("ok  b\n    {long}\n    c"));
    }
}
