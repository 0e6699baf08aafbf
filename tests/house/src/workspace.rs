//! The workspace as the rules see it: packages with their edges and targets, manifests, the lock and the files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::lock::Lock;
use crate::tree::Tree;

/// Everything that a rule may ask for.
#[derive(Debug, Default)]
pub struct Workspace {
    /// Every member.
    pub packages: Vec<Package>,
    /// The names of the members that a bare `cargo test` takes.
    pub default_members: BTreeSet<String>,
    /// The root's `Cargo.toml`.
    pub manifest: toml::Table,
    /// `Cargo.lock`.
    pub lock: Lock,
    /// The files.
    pub tree: Tree,
}

/// A member.
#[derive(Debug, Default)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its folder from the root, with `/`.
    pub folder: String,
    /// What it depends on, in any way.
    pub dependencies: Vec<Dependency>,
    /// What cargo builds of it.
    pub targets: Vec<Target>,
    /// Its `Cargo.toml`.
    pub manifest: toml::Table,
}

/// An edge from a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The package's own name, whatever it is called here.
    pub name: String,
    /// As in `=1.0.0`.
    pub requirement: String,
    /// `normal`, `dev` or `build`.
    pub kind: String,
}

/// Something cargo builds.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its name.
    pub name: String,
    /// `lib`, `bin`, `test`, `example`, `bench`, …
    pub kind: String,
    /// Its first file, from the root.
    pub source: String,
    /// Whether `cargo test` runs it.
    pub is_tested: bool,
    /// Features without which it is left out in silence.
    pub required_features: Vec<String>,
}

/// The root of the workspace under test. Asked while the tests run: cargo does not compile them again for a folder that has
/// been moved, or for a second clone with the same target folder.
pub fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).join("../..")
}

impl Workspace {
    /// Reads a workspace from its root.
    pub fn read(root: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let root = &root.canonicalize()?;
        let tree = Tree::read(root)?;
        let manifest = table(&tree, "Cargo.toml")?;
        let lock = Lock::parse(&std::fs::read_to_string(root.join("Cargo.lock"))?)?;
        let metadata: RawMetadata = serde_json::from_slice(&metadata(root)?)?;
        let default_members = metadata
            .packages
            .iter()
            .filter(|package| metadata.workspace_default_members.contains(&package.id))
            .map(|package| package.name.clone())
            .collect();
        // Cargo's own root: it may have resolved a link in the one we know.
        let root = metadata.workspace_root;
        let packages =
            metadata.packages.into_iter().map(|raw| raw.into_package(&root, &tree)).collect::<Result<_, _>>()?;
        Ok(Self { packages, default_members, manifest, lock, tree })
    }

    /// The member of that name.
    pub fn package(&self, name: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.name == name)
    }
}

fn metadata(root: &Path) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"]);
    let output = command.arg(root.join("Cargo.toml")).output()?;
    if output.status.success() { Ok(output.stdout) } else { Err(String::from_utf8_lossy(&output.stderr).into()) }
}

fn table(tree: &Tree, file: &str) -> Result<toml::Table, Box<dyn std::error::Error>> {
    let text = tree.text(file).ok_or_else(|| format!("{file} is neither committed nor would be"))?;
    Ok(text.parse().map_err(|error| format!("{file}: {error}"))?)
}

#[derive(Deserialize)]
struct RawMetadata {
    packages: Vec<RawPackage>,
    workspace_default_members: Vec<String>,
    workspace_root: String,
}

#[derive(Deserialize)]
struct RawPackage {
    id: String,
    name: String,
    manifest_path: String,
    dependencies: Vec<RawDependency>,
    targets: Vec<RawTarget>,
}

#[derive(Deserialize)]
struct RawDependency {
    name: String,
    req: String,
    kind: Option<String>,
}

#[derive(Deserialize)]
struct RawTarget {
    name: String,
    kind: Vec<String>,
    src_path: String,
    test: bool,
    #[serde(default, rename = "required-features")]
    required_features: Vec<String>,
}

impl RawPackage {
    fn into_package(self, root: &str, tree: &Tree) -> Result<Package, Box<dyn std::error::Error>> {
        let manifest_file = relative(&self.manifest_path, root);
        let folder = manifest_file.strip_suffix("/Cargo.toml").unwrap_or_default().to_owned();
        let dependencies = self.dependencies.into_iter().map(|raw| Dependency {
            name: raw.name,
            requirement: raw.req,
            kind: raw.kind.unwrap_or_else(|| "normal".to_owned()),
        });
        let targets = self.targets.into_iter().map(|raw| Target {
            name: raw.name,
            kind: raw.kind.into_iter().next().unwrap_or_default(),
            source: relative(&raw.src_path, root),
            is_tested: raw.test,
            required_features: raw.required_features,
        });
        Ok(Package {
            name: self.name,
            folder,
            dependencies: dependencies.collect(),
            targets: targets.collect(),
            manifest: table(tree, &manifest_file)?,
        })
    }
}

fn relative(path: &str, root: &str) -> String {
    path.strip_prefix(root).unwrap_or(path).replace('\\', "/").trim_start_matches('/').to_owned()
}

#[cfg(test)]
pub mod sketch {
    //! Made-up workspaces, one line a package: `crates/a: b dev:c bincode=1.0.0`.

    use super::*;

    /// The workspace of a sketch. A package is named by the last part of its folder, a test package `chancery-` and that.
    pub fn workspace(lines: &str) -> Workspace {
        let packages: Vec<Package> = lines.lines().filter(|line| !line.trim().is_empty()).map(package).collect();
        let default_members = packages.iter().map(|package| package.name.clone()).collect();
        Workspace { packages, default_members, ..Workspace::default() }
    }

    fn package(line: &str) -> Package {
        let (folder, words) = line.trim().split_once(':').expect("folder: dependencies");
        let stem = folder.rsplit('/').next().expect("has a last part");
        let name = if folder.starts_with("tests/") { format!("chancery-{stem}") } else { stem.to_owned() };
        let dependencies = words.split_whitespace().map(dependency).collect();
        Package { name, folder: folder.to_owned(), dependencies, ..Package::default() }
    }

    fn dependency(word: &str) -> Dependency {
        let (kind, rest) = word.split_once(':').unwrap_or(("normal", word));
        let (name, version) = rest.split_once('=').unwrap_or((rest, "1.0.0"));
        Dependency { name: name.to_owned(), requirement: format!("={version}"), kind: kind.to_owned() }
    }

    /// The lock of a sketch, one line a package: `a: b c`, all of them at version 1.0.0 unless written `a=2.0.0: b`.
    pub fn lock(lines: &str) -> Lock {
        let mut text = String::new();
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let (package, dependencies) = line.trim().split_once(':').expect("package: dependencies");
            let (name, version) = package.split_once('=').unwrap_or((package, "1.0.0"));
            let dependencies: Vec<&str> = dependencies.split_whitespace().collect();
            text.push_str(&format!(
                "[[package]]\nname = {name:?}\nversion = {version:?}\ndependencies = {dependencies:?}\n"
            ));
        }
        Lock::parse(&text).expect("is a lock")
    }

    /// A target that cargo tests.
    pub fn target(kind: &str, source: &str) -> Target {
        let stem = source.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        Target {
            name: stem.to_owned(),
            kind: kind.to_owned(),
            source: source.to_owned(),
            is_tested: true,
            required_features: Vec::new(),
        }
    }
}
