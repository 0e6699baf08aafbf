//! Merkle trees as in RFC 6962, over sorted leaves: one hash for a set of frames, and short proofs that one is in it.
//!
//! A leaf is SHA-256(0x00 || data), a node SHA-256(0x01 || left || right), the root of no leaves SHA-256 of nothing.
//! The leaves are sorted by their hashes, so the root says which frames there are and not in which order they stand.

use crate::digest::{Digest, sha256, sha256_of};

const LEAF_PREFIX: u8 = 0;
const NODE_PREFIX: u8 = 1;

/// The leaf hash of the data that the parts make when put together.
pub fn leaf(parts: &[&[u8]]) -> Digest {
    let mut all: Vec<&[u8]> = Vec::with_capacity(parts.len() + 1);
    all.push(&[LEAF_PREFIX]);
    all.extend(parts);
    sha256_of(&all)
}

fn node(left: &Digest, right: &Digest) -> Digest {
    sha256_of(&[&[NODE_PREFIX], &left.0, &right.0])
}

/// The leaves of a tree, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    leaves: Vec<Digest>,
}

impl Tree {
    /// The tree over leaf hashes in any order; equal ones may stand among them.
    pub fn new(mut leaves: Vec<Digest>) -> Self {
        leaves.sort_unstable();
        Self { leaves }
    }

    /// The Merkle tree hash.
    pub fn root(&self) -> Digest {
        root_of(&self.leaves)
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// The proof that `leaf` is in the tree, if it is.
    pub fn prove(&self, leaf: &Digest) -> Option<Proof> {
        let index = self.leaves.binary_search(leaf).ok()?;
        let mut path = Vec::new();
        collect_path(&self.leaves, index, &mut path);
        Some(Proof { index: index as u64, size: self.leaves.len() as u64, path })
    }
}

/// MTH of RFC 6962. It calls itself at most as often as the number of leaves has binary digits.
fn root_of(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => sha256(b""),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split_point(leaves.len()));
            node(&root_of(left), &root_of(right))
        }
    }
}

/// PATH of RFC 6962: the roots of the subtrees beside the leaf's way up, lowest first.
fn collect_path(leaves: &[Digest], index: usize, path: &mut Vec<Digest>) {
    if leaves.len() < 2 {
        return;
    }
    let split = split_point(leaves.len());
    let (left, right) = leaves.split_at(split);
    if index < split {
        collect_path(left, index, path);
        path.push(root_of(right));
    } else {
        collect_path(right, index - split, path);
        path.push(root_of(left));
    }
}

/// The largest power of two below `count`, which is at least two.
fn split_point(count: usize) -> usize {
    1 << (count - 1).ilog2()
}

/// Proof that a leaf is in a tree of known root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The leaf's place among the sorted leaves.
    pub index: u64,
    /// How many leaves the tree has.
    pub size: u64,
    /// The hashes that lead from the leaf to the root, lowest first.
    pub path: Vec<Digest>,
}

impl Proof {
    /// Whether `leaf` is in the tree of root `root`, as in RFC 9162, section 2.1.3.2.
    pub fn verify(&self, leaf: &Digest, root: &Digest) -> bool {
        if self.index >= self.size {
            return false;
        }
        let (mut index, mut last) = (self.index, self.size - 1);
        let mut hash = *leaf;
        for beside in &self.path {
            if last == 0 {
                return false;
            }
            if index & 1 == 1 || index == last {
                hash = node(beside, &hash);
                // A last leaf without a neighbour rises through the levels at which it stands alone.
                let alone = if index & 1 == 0 { index.trailing_zeros() } else { 0 };
                index >>= alone;
                last >>= alone;
            } else {
                hash = node(&hash, beside);
            }
            index >>= 1;
            last >>= 1;
        }
        last == 0 && hash == *root
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves of the test vectors that Certificate Transparency publishes.
    const DATA: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];

    /// Their roots, of the first 0, 1, … leaves, in the published order.
    const ROOTS: [(usize, &str); 6] = [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ];

    fn leaves(count: usize) -> Vec<Digest> {
        (0..count).map(|number| leaf(&[&number.to_le_bytes()])).collect()
    }

    #[test]
    fn roots_are_those_of_certificate_transparency() {
        for (count, root) in ROOTS {
            let leaves: Vec<Digest> = DATA[..count].iter().map(|data| leaf(&[data])).collect();
            assert_eq!(root_of(&leaves).to_string(), root, "{count} leaves");
        }
    }

    #[test]
    fn trees_made_by_hand() {
        let mut l = leaves(7);
        l.sort_unstable();
        let tree = |count: usize| Tree::new(l[..count].to_vec()).root();
        assert_eq!(tree(0), sha256(b""));
        assert_eq!(tree(1), l[0]);
        assert_eq!(tree(2), node(&l[0], &l[1]));
        assert_eq!(tree(3), node(&node(&l[0], &l[1]), &l[2]));
        let left = node(&node(&l[0], &l[1]), &node(&l[2], &l[3]));
        assert_eq!(tree(7), node(&left, &node(&node(&l[4], &l[5]), &l[6])));
    }

    #[test]
    fn the_order_of_leaves_does_not_matter_and_their_number_does() {
        let forwards = leaves(5);
        let backwards: Vec<Digest> = forwards.iter().rev().copied().collect();
        assert_eq!(Tree::new(forwards.clone()).root(), Tree::new(backwards).root());
        let doubled = [forwards.clone(), vec![forwards[0]]].concat();
        assert_ne!(Tree::new(forwards).root(), Tree::new(doubled).root());
    }

    #[test]
    fn every_leaf_is_proved_and_nothing_else() {
        for count in 1..=40 {
            let tree = Tree::new(leaves(count));
            let root = tree.root();
            for present in &tree.leaves {
                let proof = tree.prove(present).expect("is in the tree");
                assert!(proof.verify(present, &root), "{count} leaves, {proof:?}");
                refuses_what_is_not_so(&proof, present, &root);
            }
            assert_eq!(tree.prove(&leaf(&[b"absent"])), None);
        }
    }

    fn refuses_what_is_not_so(proof: &Proof, present: &Digest, root: &Digest) {
        assert!(!proof.verify(&leaf(&[b"absent"]), root));
        assert!(!proof.verify(present, &sha256(b"another root")));
        assert!(!Proof { size: 0, ..proof.clone() }.verify(present, root));
        assert!(!Proof { index: proof.size, ..proof.clone() }.verify(present, root));
        let longer = [proof.path.clone(), vec![*root]].concat();
        assert!(!Proof { path: longer, ..proof.clone() }.verify(present, root));
        if let Some((_, shorter)) = proof.path.split_last() {
            assert!(!Proof { path: shorter.to_vec(), ..proof.clone() }.verify(present, root));
        }
    }
}
