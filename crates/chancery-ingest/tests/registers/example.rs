//! The example workspace of the two registers, and the registers themselves where they are at hand.

use std::fs;
use std::path::{Path, PathBuf};

use chancery_core::Instant;
use chancery_ingest::{InputFile, Refused, RegisterImport, RegisterRequest, Registers, Workspace};

pub fn folder() -> PathBuf {
    crate::common::root().join("../examples/us-registers")
}

/// The files of a folder with that ending, under a path within the workspace, sorted by name.
pub fn files(folder: &Path, within: &str, ending: &str) -> Vec<InputFile> {
    let Ok(listing) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = listing.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    let name = |path: &Path| format!("{within}/{}", path.file_name().unwrap().to_string_lossy());
    paths.iter().map(|path| InputFile::new(name(path), fs::read(path).unwrap())).collect()
}

/// The example's vocabulary, and no entry.
pub fn workspace() -> Workspace {
    Workspace { vocabulary: files(&folder().join("vocabulary"), "vocabulary", "toml"), ..Workspace::default() }
}

pub fn mapping(register: &str) -> InputFile {
    let name = format!("mappings/{register}.toml");
    InputFile::new(&name, fs::read(folder().join(&name)).unwrap())
}

/// Where the registers lie beside the repository; `None`, said in one line, where they do not.
#[allow(clippy::print_stdout)] // a skipped check is said, or nobody would notice
pub fn registers() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/registers");
    if !path.is_dir() {
        println!("skipped: ../shared/registers is absent");
        return None;
    }
    Some(path)
}

/// Imports a snapshot as the command would, and puts the entry into the workspace.
pub fn import(
    workspace: &mut Workspace,
    of: (&InputFile, &str),
    snapshot: &[InputFile],
    recorded: &str,
) -> Result<RegisterImport, Refused> {
    let mut registers = Registers::open(workspace.clone())?;
    let import = import_next(&mut registers, of, snapshot, recorded)?;
    *workspace = registers.workspace().clone();
    Ok(import)
}

/// Imports a snapshot behind those before it.
pub fn import_next(
    registers: &mut Registers,
    (mapping, source): (&InputFile, &str),
    snapshot: &[InputFile],
    recorded: &str,
) -> Result<RegisterImport, Refused> {
    let recorded = recorded.parse::<Instant>().unwrap();
    let request = RegisterRequest { mapping, snapshot, source, recorded, by: None, entry: None, reason: None };
    registers.import(&request)
}

/// A hand-made snapshot of the visits: `first` or `second`.
pub fn snapshot(name: &str) -> Vec<InputFile> {
    files(&folder().join("snapshots").join(name), name, "xml")
}

/// A workspace into which the first hand-made snapshot of the visits was imported.
pub fn after_first() -> Workspace {
    let mut workspace = workspace();
    import(&mut workspace, (&mapping("us-visits"), "us-visits"), &snapshot("first"), "2020-11-01").unwrap();
    workspace
}

/// Puts a text in the place of another in a file; a lone `*` stands for a byte that is no UTF-8.
pub fn replaced(file: &mut InputFile, from: &str, to: &str) {
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    let at = text.find(from).unwrap_or_else(|| panic!("{}: no {from}", file.path));
    let to: &[u8] = if to == "*" { b"\xff" } else { to.as_bytes() };
    file.bytes = [&text.as_bytes()[..at], to, &text.as_bytes()[at + from.len()..]].concat();
}
