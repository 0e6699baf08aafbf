#!/usr/bin/env python3
"""Verifies Chancery's seals with Python's standard library alone: python3 verify_seals.py FOLDER, or the files in order.

Checks the structure of every file, its digest, the Merkle root over its frames, and that each seal names the one before it.
Prints name, frames, root and commitment of each; ends with 1 and the place at the first fault. docs/FORMAT.md has the bytes.
"""
import hashlib
import os
import struct
import sys

HEADER, TRAILER, REDACTED = 52, 76, 0xFFFF


def sha256(data):
    return hashlib.sha256(data).digest()


def tree(leaves):
    """Merkle tree hash of RFC 6962, section 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"")
    k = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\1" + tree(leaves[:k]) + tree(leaves[k:]))


def verify(path, previous):
    """Checks one file after a seal with that commitment (zeros: the first); gives its commitment."""
    name = os.path.basename(path)
    with open(path, "rb") as file:
        data = file.read()

    def need(holds, offset, what):
        if not holds:
            sys.exit(f"{name}: byte {offset}: {what}")

    need(data[:8] == b"\x89CLG\r\n\x1a\n", 0, "this is no segment")
    need(len(data) >= HEADER + TRAILER, len(data), "the file is cut short")
    need(data[8:16] == b"\1\0\1\0\0\0\0\0", 8, "this is no seal of version 1")
    at, leaves = HEADER, []
    while data[at : at + 4] != b"\xff" * 4:
        need(at + 12 <= len(data), at, "the file ends inside a frame")
        length, kind = struct.unpack_from("<IH", data, at)
        end = at + 12 + length
        need(end + TRAILER <= len(data), at, "a frame leads past the end of the file")
        payload = data[at + 12 : end]
        need(kind != REDACTED or length >= 32, at, "a redacted frame without the leaf that it had")
        leaves.append(payload[:32] if kind == REDACTED else sha256(b"\0" + data[at + 4 : at + 8] + payload))
        at = end
    need(len(data) == at + TRAILER, at, "the trailer does not end the file")
    count, root, digest = struct.unpack_from("<Q32s32s", data, at + 4)
    need(count == len(leaves), at + 4, f"there are {len(leaves)} frames, not {count}")
    need(tree(sorted(leaves)) == root, at + 12, "the root is not that of the frames")
    need(sha256(data[: at + 44]) == digest, at + 44, "the digest is not that of the bytes")
    need(data[16:48] == previous, 16, "the seal before it is another, or is missing")
    commitment = sha256(data[:HEADER] + data[at : at + 44])
    print(f"{name}: frames {count}, root {root.hex()}, commitment {commitment.hex()}")
    return commitment


def main(paths):
    if len(paths) == 1 and os.path.isdir(paths[0]):
        names = [name for name in os.listdir(paths[0]) if name.endswith(".clog") and name[0] != "."]
        paths = [os.path.join(paths[0], name) for name in sorted(names, key=lambda name: (len(name.split("-")[0]), name))]
    if not paths:
        sys.exit("there are no seals")
    commitment = bytes(32)
    for path in paths:
        commitment = verify(path, commitment)


if __name__ == "__main__":
    main(sys.argv[1:])
