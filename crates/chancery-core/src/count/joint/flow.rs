//! The most that can flow through a network whose edges hold whole numbers.
//!
//! Dinic's method ("Algorithm for solution of a problem of maximum flow in networks with power estimation", Soviet
//! Mathematics Doklady 11, 1970): layers by breadth first, then paths along the layers until none is left. At most V
//! phases of V E steps each. Nothing here knows what flows, and nothing recurses, so a long path costs no stack.

use std::collections::VecDeque;

/// More than any number of contacts, and twice it still fits.
pub(super) const UNLIMITED: u64 = u64::MAX / 4;

const NONE: usize = usize::MAX;

/// A network; an edge and its way back stand side by side, at an even number and the odd one after it.
#[derive(Debug)]
pub(super) struct Flow {
    /// The first edge out of each node.
    first: Vec<usize>,
    edges: Vec<Edge>,
}

#[derive(Debug)]
struct Edge {
    to: usize,
    /// How much more it can take.
    room: u64,
    /// The next edge out of the same node.
    next: usize,
}

impl Flow {
    pub(super) fn new(nodes: usize) -> Flow {
        Flow { first: vec![NONE; nodes], edges: Vec::new() }
    }

    /// Adds an edge and returns its number.
    pub(super) fn edge(&mut self, from: usize, to: usize, room: u64) -> usize {
        let number = self.edges.len();
        for (from, to, room) in [(from, to, room), (to, from, 0)] {
            self.edges.push(Edge { to, room, next: self.first[from] });
            self.first[from] = self.edges.len() - 1;
        }
        number
    }

    /// How much went through an edge.
    pub(super) fn sent(&self, edge: usize) -> u64 {
        self.edges[edge ^ 1].room
    }

    /// How much more an edge can take.
    pub(super) fn room(&self, edge: usize) -> u64 {
        self.edges[edge].room
    }

    /// Sends so much along a path of edges that have room for it.
    pub(super) fn send(&mut self, path: &[usize], number: u64) {
        for edge in path {
            self.edges[*edge].room -= number;
            self.edges[edge ^ 1].room += number;
        }
    }

    /// Sends as much more as it can and returns how much that is.
    pub(super) fn run(&mut self, source: usize, sink: usize) -> u64 {
        let mut sent = 0;
        while let Some(layers) = self.layers(source, sink) {
            sent += self.fill(layers, source, sink);
        }
        sent
    }

    /// How many edges with room lead from the source to each node; `None` if the sink is out of reach.
    fn layers(&self, source: usize, sink: usize) -> Option<Vec<usize>> {
        let mut layers = vec![NONE; self.first.len()];
        layers[source] = 0;
        let mut open = VecDeque::from([source]);
        while let Some(node) = open.pop_front() {
            let mut edge = self.first[node];
            while edge != NONE {
                let Edge { to, room, next } = self.edges[edge];
                if room > 0 && layers[to] == NONE {
                    layers[to] = layers[node] + 1;
                    open.push_back(to);
                }
                edge = next;
            }
        }
        (layers[sink] != NONE).then_some(layers)
    }

    /// Sends along paths that go one layer down with each edge, until every such path is full.
    fn fill(&mut self, layers: Vec<usize>, source: usize, sink: usize) -> u64 {
        let mut untried = self.first.clone();
        let mut path: Vec<usize> = Vec::new();
        let mut sent = 0;
        let mut node = source;
        loop {
            if node == sink {
                let most = path.iter().map(|edge| self.edges[*edge].room).min().unwrap_or(0);
                self.send(&path, most);
                sent += most;
                // Back to where the first full edge leaves from.
                let full = path.iter().position(|edge| self.edges[*edge].room == 0).unwrap_or(0);
                node = self.edges[path[full] ^ 1].to;
                path.truncate(full);
                continue;
            }
            let edge = untried[node];
            if edge == NONE {
                // A dead end: the edge that led here is of no more use.
                let Some(last) = path.pop() else { return sent };
                node = self.edges[last ^ 1].to;
                untried[node] = self.edges[last].next;
                continue;
            }
            let Edge { to, room, next } = self.edges[edge];
            if room > 0 && layers[to] != NONE && layers[to] == layers[node] + 1 {
                path.push(edge);
                node = to;
            } else {
                untried[node] = next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Edges as (from, to, room); what flows from node 0 to the last node comes last.
    #[test]
    fn the_most_flows_and_none_is_lost_on_the_way() {
        type Case = (usize, &'static [(usize, usize, u64)], u64);
        let cases: &[Case] = &[
            (2, &[], 0),
            (2, &[(0, 1, 7)], 7),
            (2, &[(1, 0, 7)], 0),
            (3, &[(0, 1, 5), (1, 2, 3)], 3),
            (4, &[(0, 1, 2), (0, 2, 2), (1, 3, 1), (2, 3, 3)], 3),
            // The first path found goes through the middle and must be taken back.
            (4, &[(0, 1, 1), (1, 2, 1), (0, 2, 1), (1, 3, 1), (2, 3, 1)], 2),
            (
                6,
                &[
                    (0, 1, 10),
                    (0, 2, 10),
                    (1, 2, 2),
                    (1, 3, 4),
                    (1, 4, 8),
                    (2, 4, 9),
                    (4, 3, 6),
                    (3, 5, 10),
                    (4, 5, 10),
                ],
                19,
            ),
            (3, &[(0, 1, UNLIMITED), (1, 2, UNLIMITED), (0, 2, 1)], UNLIMITED + 1),
        ];
        for (nodes, edges, expected) in cases {
            let mut flow = Flow::new(*nodes);
            let numbers: Vec<usize> = edges.iter().map(|(from, to, room)| flow.edge(*from, *to, *room)).collect();
            assert_eq!(flow.run(0, nodes - 1), *expected, "{edges:?}");
            let mut balance = vec![0_i128; *nodes];
            for ((from, to, room), number) in edges.iter().zip(numbers) {
                assert!(flow.sent(number) <= *room, "{edges:?}");
                balance[*from] -= i128::from(flow.sent(number));
                balance[*to] += i128::from(flow.sent(number));
            }
            assert!(balance[1..nodes - 1].iter().all(|left| *left == 0), "{edges:?}");
        }
    }
}
