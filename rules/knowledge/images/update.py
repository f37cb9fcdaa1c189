#!/usr/bin/env python3
"""The sources -> target/snapshot/*.json -> snapshot.bin and testdata/images/snapshot.tsv

usage: update.py --official DIR --dotnet DIR --framework DIR --prereqs DIR --bashbrew DIR [--date YYYY-MM-DD]
       update.py --pack-only JSON_DIR

Each DIR is a clone with full history (bare is fine); README.md names them. Python 3.8 or later and git, no packages.

snapshot.bin is an index, one line a fact, and then for each repository its own lines and its deflated blocks:

  anyarch-images 1 BYTES         the size of the index, in eight digits
  date YYYY-MM-DD                the newest source
  set KIND SOURCE PLATFORM,...   numbered from 0
  host FROM TO
  build RELEASE OS.VERSION       of Windows
  mirror PREFIX TARGET ONLY|- any|single SOURCE
  repo NAME DATE LINES BYTES     sorted; the size of its lines, and of its blocks too

  glob SET PATTERN
  block BYTES TAGS FIRST_TAG     compressed size; tags that are listed, sorted as bytes
  past BYTES TAGS FIRST_TAG      the same for tags that have left the list; behind all of the others

A block holds up to 128 tags, one of past tags up to 512, in columns: for each tag the number of bytes it shares with
the one before (a byte), the rest of it (ended by a zero byte), its set and, for a past one, the month it left the list
(1 = 2013-01). Numbers are LEB128. Columns, because like data side by side packs a fifth better; blocks, because one
answer needs one; the past apart, because most tags are past and most questions are not about them.
"""
import argparse, collections, hashlib, json, os, re, subprocess, sys, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
# what the test of the embedded snapshot compares with: name, tags, tags still listed, checksum
CHECKSUMS = os.path.join(ROOT, 'testdata', 'images', 'snapshot.tsv')
DOCS = ['docker-official', 'mcr-dotnet', 'mcr-windows']
# how many tags a block holds: listed ones and past ones
BLOCK, PAST = 128, 512


def number(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def month(until):
    return (int(until[:4]) - 2013) * 12 + int(until[5:])


def shared(a, b):
    return len(os.path.commonprefix([a, b]))


def block(tags, entries, ids):
    """the compressed columns of a sorted run of tags; entries: tag -> (set, until)"""
    pairs = list(zip([''] + tags, tags))
    raw = bytes(shared(a, b) for a, b in pairs)
    raw += b''.join(b[shared(a, b):].encode() + b'\0' for a, b in pairs)
    raw += b''.join(number(ids[entries[t][0]]) for t in tags)
    raw += b''.join(number(month(entries[t][1])) for t in tags if entries[t][1] is not None)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return deflate.compress(raw) + deflate.flush()


def shown(platform):
    """as anyarch shows it: containerd's written form"""
    platform, _, build = platform.partition('@')
    platform = {'linux/arm64/v8': 'linux/arm64', 'windows/arm': 'windows/arm/v7'}.get(platform, platform)
    return platform.replace('/', '(%s)/' % build, 1) if build else platform


def checksum(entries):
    """over every tag with all that is known of it, in order of the tags"""
    h = hashlib.sha256()
    for tag, ((kind, source, platforms), until) in sorted(entries.items()):
        h.update(('%s %s %s %s %s\n' % (tag, kind, source, ','.join(map(shown, platforms.split(','))), until or '-')).encode())
    return h.hexdigest()[:16]


def load(folder, name):
    with open(os.path.join(folder, name + '.json'), encoding='utf-8') as f:
        return json.load(f)


def date_of(doc):
    """of the newest source; a document without sources says it in its notes"""
    return max([s['date'] for s in doc['sources']] or re.findall(r'known at (\d{4}-\d\d-\d\d)', ' '.join(doc['notes'])))


def read(folder):
    """-> {repository: (date, {tag: (set, until)}, [(set, pattern)])}"""
    repos = {}
    for name in DOCS:
        doc = load(folder, name)
        sets = [(s['kind'], s['source'], ','.join(s['platforms'])) for s in doc['sets']]
        for repo, groups in doc['images'].items():
            assert repo not in repos, repo
            tags = {t: (sets[i], until) for i, until, ts in groups for t in ts.split(' ')}
            repos[repo] = (date_of(doc), tags, [(sets[i], p) for i, p in doc.get('globs', {}).get(repo, [])])
    return repos


def pack(folder, path):
    repos, mirrors = read(folder), load(folder, 'mirrors')
    uses = collections.Counter(s for _, tags, globs in repos.values() for s in [v[0] for v in tags.values()] + [g[0] for g in globs])
    sets = sorted(uses, key=lambda s: (-uses[s], s))
    ids = {s: i for i, s in enumerate(sets)}
    lines = ['date ' + max(date for date, _, _ in repos.values())]
    lines += ['set %s %s %s' % s for s in sets]
    lines += ['host %s %s' % h for h in sorted(mirrors['hosts'].items())]
    lines += ['build %s %s' % b for b in load(folder, 'windows-builds')['builds'].items()]
    lines += ['mirror %s %s %s %s %s' % (r['prefix'], r['target'], r['only'] or '-', 'single' if r.get('single') else 'any', r['source']) for r in mirrors['rules']]
    regions, blocks = [], 0
    for repo, (date, entries, globs) in sorted(repos.items()):
        own, packed = ['glob %d %s\n' % (ids[s], p) for s, p in globs], []
        for word, most, past in [('block', BLOCK, False), ('past', PAST, True)]:
            tags = sorted(t for t, (_, until) in entries.items() if (until is not None) == past)
            for run in (tags[i:i + most] for i in range(0, len(tags), most)):
                packed.append(block(run, entries, ids))
                own.append('%s %d %d %s\n' % (word, len(packed[-1]), len(run), run[0]))
        text = ''.join(own).encode()
        regions.append(text + b''.join(packed))
        lines.append('repo %s %s %d %d' % (repo, date, len(text), len(regions[-1])))
        blocks += len(packed)
    text = ''.join(line + '\n' for line in lines).encode()
    head = 'anyarch-images 1 %08d\n'
    data = (head % (len(head % 0) + len(text))).encode() + text + b''.join(regions)
    with open(path, 'wb') as f:
        f.write(data)
    with open(CHECKSUMS, 'w', encoding='utf-8', newline='\n') as f:
        for repo, (_, entries, _) in sorted(repos.items()):
            listed = sum(until is None for _, until in entries.values())
            f.write('%s\t%d\t%d\t%s\n' % (repo, len(entries), listed, checksum(entries)))
    print('%s: %d bytes, %d repositories, %d tags, %d sets, %d blocks' % (
        os.path.relpath(path), len(data), len(repos), sum(len(r[1]) for r in repos.values()), len(sets), blocks))


def generate(a):
    out = os.path.join(ROOT, 'target', 'snapshot')
    os.makedirs(out, exist_ok=True)
    env = {**os.environ, 'PYTHONDONTWRITEBYTECODE': '1'}

    def run(script, name, *args):
        subprocess.run([sys.executable, os.path.join(HERE, script), *args, '-o', os.path.join(out, name)], check=True, env=env)
    run('gen_official.py', 'docker-official.json', a.official)
    run('gen_mcr.py', 'mcr-dotnet.json', '--dotnet', a.dotnet, '--framework', a.framework, '--prereqs', a.prereqs)
    run('gen_windows.py', '', *(['--date', a.date] if a.date else []))
    run('gen_mirrors.py', 'mirrors.json', a.official, a.bashbrew)
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sources = ['official', 'dotnet', 'framework', 'prereqs', 'bashbrew']
    for name in sources:
        a.add_argument('--' + name, metavar='DIR')
    a.add_argument('--date', help='date of the hand-written Windows list')
    a.add_argument('--pack-only', metavar='JSON_DIR')
    args = a.parse_args()
    missing = [name for name in sources if not getattr(args, name)]
    if missing and not args.pack_only:
        a.error('also needed: ' + ' '.join('--%s DIR' % name for name in missing))
    pack(args.pack_only or generate(args), os.path.join(HERE, 'snapshot.bin'))


if __name__ == '__main__':
    main()
