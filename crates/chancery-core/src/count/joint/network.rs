//! Contacts and periods as a network: what leaves the source are contacts, what arrives at the sink is counted.
//!
//! A run of periods is reached through the few nodes of a binary tree over the periods that together cover it, so that a
//! group has about two edges for each halving of the partition and not one for each period. With G runs in all groups and
//! P periods there are O(G log P + P) edges.

use super::flow::{Flow, UNLIMITED};
use super::reach::{Group, Run};
use super::sweep::sweep;

const SOURCE: usize = 0;
const SINK: usize = 1;
/// Where the contacts come from and where they go, in a flow that also has least numbers.
const FROM: usize = 2;
const TO: usize = 3;
/// Where the nodes of the tree begin; its root has number 1.
const TREE: usize = 3;

/// How many contacts of each group fall on which periods.
pub(super) type Shares = Vec<Vec<(usize, u64)>>;

struct Network {
    flow: Flow,
    /// Leaves of the tree: periods, and what fills up to a power of two.
    leaves: usize,
    /// The edges from each inner node of the tree to its halves.
    halves: Vec<[usize; 2]>,
    /// For each group the nodes of the tree that it leads to, each with its edge.
    doors: Vec<Vec<(usize, usize)>>,
}

impl Network {
    /// The tree and the groups that lead to it; nothing flows yet.
    fn of(groups: &[&Group], periods: usize) -> Network {
        let leaves = periods.next_power_of_two();
        let mut flow = Flow::new(TREE + 2 * leaves + groups.len());
        let mut halves = vec![[0; 2]; leaves];
        for (node, halves) in halves.iter_mut().enumerate().skip(1) {
            *halves = [2 * node, 2 * node + 1].map(|half| flow.edge(TREE + node, TREE + half, UNLIMITED));
        }
        let mut network = Network { flow, leaves, halves, doors: Vec::with_capacity(groups.len()) };
        for (number, group) in groups.iter().enumerate() {
            let nodes = group.runs.iter().flat_map(|run| covering(*run, leaves));
            let from = network.group(number);
            let doors = nodes.map(|node| (node, network.flow.edge(from, TREE + node, UNLIMITED))).collect();
            network.doors.push(doors);
        }
        network
    }

    fn group(&self, number: usize) -> usize {
        TREE + 2 * self.leaves + number
    }

    fn period(&self, number: usize) -> usize {
        TREE + self.leaves + number
    }

    /// Who went where. Contacts of different groups that pass one node may change places below it, so whoever comes first
    /// takes the left half until that is full.
    fn shares(&self) -> Shares {
        let mut waiting: Vec<Vec<(usize, u64)>> = vec![Vec::new(); 2 * self.leaves];
        for (group, doors) in self.doors.iter().enumerate() {
            for (node, edge) in doors {
                waiting[*node].push((group, self.flow.sent(*edge)));
            }
        }
        for node in 1..self.leaves {
            let mut left = self.flow.sent(self.halves[node][0]);
            for (group, number) in std::mem::take(&mut waiting[node]) {
                let taken = number.min(left);
                left -= taken;
                waiting[2 * node].push((group, taken));
                waiting[2 * node + 1].push((group, number - taken));
            }
        }
        let mut shares: Shares = vec![Vec::new(); self.doors.len()];
        for (period, arrived) in waiting.split_off(self.leaves).into_iter().enumerate() {
            for (group, number) in arrived.into_iter().filter(|(_, number)| *number > 0) {
                shares[group].push((period, number));
            }
        }
        shares
    }
}

/// The nodes of a tree that together cover exactly a run of its leaves.
fn covering((first, last): Run, leaves: usize) -> Vec<usize> {
    let (mut from, mut to) = (leaves + first, leaves + last + 1);
    let mut nodes = Vec::new();
    while from < to {
        if from % 2 == 1 {
            nodes.push(from);
            from += 1;
        }
        if to % 2 == 1 {
            to -= 1;
            nodes.push(to);
        }
        from /= 2;
        to /= 2;
    }
    nodes
}

/// Places every contact that must fall on some period, and others where they are needed, so that each period gets at
/// least its first and at most its second number; `None` if no placing does.
///
/// A sweep goes first. It is all there is to do where the sets are plain runs and no least number is asked for; otherwise
/// the network starts from what the sweep placed and has little left to mend.
pub(super) fn place(groups: &[&Group], wanted: &[(u64, u64)]) -> Option<Shares> {
    let mut left: Vec<u64> = wanted.iter().map(|(_, most)| *most).collect();
    let musts = sweep(groups, |group| group.must, &mut left);
    let is_placed = left_over(groups, &musts) == 0;
    if wanted.iter().all(|(least, _)| *least == 0) {
        let is_plain = groups.iter().all(|group| group.runs.len() == 1 || !group.must);
        if is_placed || is_plain {
            return is_placed.then_some(musts);
        }
    }
    let mut missing = wanted.iter().map(|(least, _)| *least).collect::<Vec<u64>>();
    for (period, number) in musts.iter().flatten() {
        missing[*period] = missing[*period].saturating_sub(*number);
    }
    let others = sweep(groups, |group| !group.must, &mut missing);
    Bounded::of(groups, wanted)?.filled(&musts, &others)
}

/// How many contacts that must fall on some period are not in these shares.
fn left_over(groups: &[&Group], shares: &Shares) -> u64 {
    let musts = groups.iter().filter(|group| group.must).map(|group| group.size()).sum::<u64>();
    musts - shares.iter().flatten().map(|(_, number)| number).sum::<u64>()
}

/// A network in which every period is to get at least one number and at most another.
///
/// An edge that must carry `least` is one that may carry the rest, and a debt of `least` at one end that the other end has
/// in hand; the debts can be paid if the flow from source to sink is as large as they are together.
struct Bounded {
    network: Network,
    demand: u64,
    /// From the source, or from where contacts come that need not be anywhere, to each group.
    sent: Vec<usize>,
    /// For each period what pays its debt and what goes beyond it.
    received: Vec<[usize; 2]>,
    /// From the source to where contacts go, on to where they come from, and from there to the sink.
    round: [usize; 3],
}

impl Bounded {
    fn of(groups: &[&Group], wanted: &[(u64, u64)]) -> Option<Bounded> {
        let mut network = Network::of(groups, wanted.len());
        let sent = groups.iter().enumerate().map(|(number, group)| {
            let from = if group.must { SOURCE } else { FROM };
            let to = network.group(number);
            network.flow.edge(from, to, group.size())
        });
        let sent = sent.collect();
        let received = wanted.iter().enumerate().map(|(number, (least, most))| {
            let node = network.period(number);
            let beyond = most.checked_sub(*least)?;
            Some([network.flow.edge(node, SINK, *least), network.flow.edge(node, TO, beyond)])
        });
        let received = received.collect::<Option<Vec<_>>>()?;
        let musts = groups.iter().filter(|group| group.must).map(|group| group.size()).sum::<u64>();
        let least = wanted.iter().map(|(least, _)| least).sum::<u64>();
        let edges = [(SOURCE, TO, least), (TO, FROM, UNLIMITED), (FROM, SINK, musts)];
        let round = edges.map(|(from, to, room)| network.flow.edge(from, to, room));
        Some(Bounded { network, demand: musts + least, sent, received, round })
    }

    /// Starts from contacts already placed, and goes on until all is placed; `None` if it cannot be.
    fn filled(mut self, musts: &Shares, others: &Shares) -> Option<Shares> {
        let mut flowing = 0;
        let [debt, back, out] = self.round;
        for (group, shares) in musts.iter().enumerate() {
            for (period, number) in shares {
                let [least, beyond] = self.received[*period];
                let paid = self.network.flow.room(least).min(*number);
                let way = self.way(group, *period);
                self.network.flow.send(&[&way[..], &[least]].concat(), paid);
                self.network.flow.send(&[&way[..], &[beyond, back, out]].concat(), number - paid);
                flowing += number;
            }
        }
        for (group, shares) in others.iter().enumerate() {
            for (period, number) in shares {
                let way = self.way(group, *period);
                let path = [&[debt, back], &way[..], &[self.received[*period][0]]].concat();
                self.network.flow.send(&path, *number);
                flowing += number;
            }
        }
        flowing += self.network.flow.run(SOURCE, SINK);
        (flowing == self.demand).then(|| self.network.shares())
    }

    /// The edges to a group and on to one of its periods.
    fn way(&self, group: usize, period: usize) -> Vec<usize> {
        let mut way = Vec::new();
        let mut node = self.network.leaves + period;
        // Upwards from the period to the first node that the group leads to.
        while node > 0 {
            if let Some((_, door)) = self.network.doors[group].iter().find(|(own, _)| *own == node) {
                way.extend([*door, self.sent[group]]);
                break;
            }
            way.push(self.network.halves[node / 2][node % 2]);
            node /= 2;
        }
        way.reverse();
        way
    }
}

/// The most periods that can each have a contact of their own.
pub(super) fn most_met(groups: &[&Group], periods: usize) -> u64 {
    let mut network = Network::of(groups, periods);
    for (number, group) in groups.iter().enumerate() {
        network.flow.edge(SOURCE, network.group(number), group.size());
    }
    for number in 0..periods {
        network.flow.edge(network.period(number), SINK, 1);
    }
    network.flow.run(SOURCE, SINK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_covered_by_nodes_that_share_no_leaf() {
        for leaves in [1, 2, 4, 8, 16] {
            for first in 0..leaves {
                for last in first..leaves {
                    let mut covered: Vec<usize> = Vec::new();
                    let mut open = covering((first, last), leaves);
                    assert!(open.len() <= 8, "{first}..={last} of {leaves}");
                    while let Some(node) = open.pop() {
                        if node < leaves {
                            open.extend([2 * node, 2 * node + 1]);
                        } else {
                            covered.push(node - leaves);
                        }
                    }
                    covered.sort_unstable();
                    assert_eq!(covered, (first..=last).collect::<Vec<_>>(), "{first}..={last} of {leaves}");
                }
            }
        }
    }
}
