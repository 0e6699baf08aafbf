//! The resolved graph, as `Cargo.lock` has it: every kind of dependency, every platform, every feature the workspace asks
//! for. `cargo metadata` would have to download the packages first; the lock file shows a little more than any one build
//! links, never less.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// Name and version.
pub type Locked = (String, String);

/// The graph.
#[derive(Debug, Default)]
pub struct Lock {
    edges: BTreeMap<Locked, Vec<Locked>>,
}

#[derive(Deserialize)]
struct RawLock {
    #[serde(default)]
    package: Vec<RawPackage>,
}

#[derive(Deserialize)]
struct RawPackage {
    name: String,
    version: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

impl Lock {
    /// Reads the text of a `Cargo.lock`.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let raw: RawLock = toml::from_str(text)?;
        let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for package in &raw.package {
            versions.entry(&package.name).or_default().push(&package.version);
        }
        let resolve = |dependency: &String| {
            let mut words = dependency.split(' ');
            let name = words.next().unwrap_or_default();
            // The version is left out where the lock holds only one.
            let version = words.next().or_else(|| versions.get(name)?.first().copied()).unwrap_or_default();
            (name.to_owned(), version.to_owned())
        };
        let edges = raw
            .package
            .iter()
            .map(|package| {
                let dependencies = package.dependencies.iter().map(resolve).collect();
                ((package.name.clone(), package.version.clone()), dependencies)
            })
            .collect();
        Ok(Self { edges })
    }

    /// The versions of a package.
    pub fn versions(&self, name: &str) -> Vec<&str> {
        self.edges.keys().filter(|locked| locked.0 == name).map(|locked| locked.1.as_str()).collect()
    }

    /// The shortest way from a package to another whose name is wanted, both ends with it.
    pub fn way(&self, from: &str, is_wanted: impl Fn(&str) -> bool) -> Option<Vec<&str>> {
        let mut ways: Vec<Vec<&Locked>> =
            self.edges.keys().filter(|locked| locked.0 == from).map(|locked| vec![locked]).collect();
        let mut seen: BTreeSet<&Locked> = ways.iter().flatten().copied().collect();
        let mut next = 0;
        while let Some(way) = ways.get(next).cloned() {
            next += 1;
            let Some(last) = way.last() else { continue };
            for dependency in self.edges.get(*last).into_iter().flatten() {
                let longer = || way.iter().copied().chain([dependency]);
                if is_wanted(&dependency.0) {
                    return Some(longer().map(|locked| locked.0.as_str()).collect());
                }
                if seen.insert(dependency) {
                    ways.push(longer().collect());
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
        version = 4
        [[package]]
        name = "a"
        version = "0.1.0"
        dependencies = ["b", "c 2.0.0"]
        [[package]]
        name = "b"
        version = "1.0.0"
        dependencies = ["a", "c 1.0.0 (registry+https://example.org)"]
        [[package]]
        name = "c"
        version = "1.0.0"
        dependencies = ["d"]
        [[package]]
        name = "c"
        version = "2.0.0"
        [[package]]
        name = "d"
        version = "0.2.0"
    "#;

    #[test]
    fn ways_follow_the_version_that_is_meant() {
        let lock = Lock::parse(TEXT).expect("is a lock");
        assert_eq!(lock.way("a", |name| name == "d"), Some(vec!["a", "b", "c", "d"]));
        assert_eq!(lock.way("d", |name| name == "a"), None);
        assert_eq!(lock.way("b", |name| name.starts_with('c')), Some(vec!["b", "c"]));
        assert_eq!(lock.versions("c"), ["1.0.0", "2.0.0"]);
        assert!(lock.versions("polars").is_empty());
    }

    #[test]
    fn what_is_no_lock_is_refused() {
        assert!(Lock::parse("[[package]]\nname = 1").is_err());
    }
}
