#!/usr/bin/env python3
# make_archives.py FOLDER KIND: makes archives for tests there. Kinds: plain, zips, bombs, tars, large.
import gzip
import io
import os
import sys
import tarfile
import zipfile

ROWS = "probability,outcome\n0.5,1\n0.25,0\n"
LONG = "a-folder-with-a-long-name/" * 8 + "é.csv"
ZEROS = bytes(16 << 20)


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


def read(name):
    with open(name, "rb") as file:
        return file.read()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return out.getvalue()


def tarred(members, form=tarfile.GNU_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, text, *kind in members:
            entry = tarfile.TarInfo(name)
            if kind:
                entry.type, entry.linkname = kind[0], "elsewhere"
            else:
                entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    return out.getvalue()


def zips():
    good = zipped([("a/x.csv", ROWS), ("a/", ""), ("__MACOSX/a/._x.csv", "junk"), (".hidden", "junk"), ("y.csv", ROWS + "1,1\n")])
    write("good.zip", good)
    write("cut.zip", good[:-40])
    write("names.zip", zipped([("../up.csv", "up"), ("/etc/absolute.csv", "absolute"), ("turned\u202e.csv", "turned"), ("twice.csv", "1"), ("./twice.csv", "2")]))
    write("nested.zip", zipped([("inner.zip", good)]))
    write("empty.zip", zipped([]))
    write("zip.gz", gzip.compress(good))
    stored = zipped([("x.csv", ROWS)], zipfile.ZIP_STORED)
    write("crc.zip", stored.replace(b"0.25", b"0.75"))
    local, central = stored.index(b"PK\3\4"), stored.index(b"PK\1\2")
    locked = bytearray(stored)
    locked[local + 6] |= 1
    locked[central + 8] |= 1
    write("encrypted.zip", bytes(locked))


def bombs():
    write("bomb.gz", gzip.compress(ZEROS) * 128)  # 2 GB
    write("bomb.tar.gz", gzip.compress(tarred([("zeros.csv", "\0" * (64 << 20))]), 1))
    write("bomb.zip", zipped([("zeros.csv", bytes(200 << 20))]))
    write("many.zip", zipped([(f"{i}.csv", "") for i in range(20_000)]))
    lying = bytearray(zipped([("zeros.csv", ZEROS + ZEROS)]))
    for at in (lying.index(b"PK\3\4") + 22, lying.index(b"PK\1\2") + 24):
        lying[at:at + 4] = (64).to_bytes(4, "little")
    write("lying.zip", bytes(lying))
    # Ten entries of the directory for the same deflated bytes, each of which keeps the ratio.
    one = zipped([("x.csv", "0123456789" * 400_000)])
    start = one.index(b"PK\1\2")
    entry, end = one[start:one.index(b"PK\5\6")], bytearray(one[one.index(b"PK\5\6"):])
    end[8:12] = (10).to_bytes(2, "little") * 2
    end[12:16] = (10 * len(entry)).to_bytes(4, "little")
    write("overlapping.zip", one[:start] + entry * 10 + bytes(end))


def tars():
    members = [("d/x.csv", ROWS), (LONG, "long"), ("y.csv", ROWS + "1,1\n")]
    for name, form in (("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT)):
        write(name + ".tar", tarred(members, form))
    write("ustar.tar", tarred([("d/" * 60 + "x.csv", "prefixed"), ("y.csv", "y")], tarfile.USTAR_FORMAT))
    good = read("gnu.tar")
    write("good.tar.gz", gzip.compress(good))
    write("others.tar", tarred([("link", "", tarfile.SYMTYPE), ("hard", "", tarfile.LNKTYPE), ("device", "", tarfile.CHRTYPE), ("pipe", "", tarfile.FIFOTYPE),
                                ("folder", "", tarfile.DIRTYPE), ("._x.csv", "junk"), ("x.csv", ROWS), ("../../up.csv", "up")]))
    write("cut.tar", good[:700])
    write("unended.tar", good[:1024])
    write("checksum.tar", good[:1024] + bytes([good[1024] ^ 1]) + good[1025:])
    write("cut.tar.gz", read("good.tar.gz")[:-30])


def large():
    """Members of 5 MB, more of them than are kept in memory."""
    rows = "0123456789abcde\n" * (5 << 16)
    write("large.tar", tarred([(f"{i:02}.csv", f"{i}\n" + rows) for i in range(16)]))


def plain():
    write("plain.csv", ROWS.encode())
    write("mark.json", b"\xef\xbb\xbf{}")
    write("plain.csv.gz", gzip.compress(ROWS.encode()))


os.chdir(sys.argv[1])
{"plain": plain, "zips": zips, "bombs": bombs, "tars": tars, "large": large}[sys.argv[2]]()
