#!/usr/bin/env python3
"""Opens all samples in Vim, where no message may come up, and holds the colours and the indentation against what the
compiler reads: each declaration begins with a kind, each property with a property, each line stays where it is.

Usage: vim.py [ARCHC]; with ARCHC `:make` and `gq` are tried as well.
"""
import os
import re
import subprocess
import sys
import tempfile

from outlines import ROOT, programs

SCRIPT = r"""
set nocompatible nomore viminfo= noswapfile
set runtimepath^=ROOT/editors/vim
filetype plugin indent on
syntax on
let g:markdown_fenced_languages = ['arch']
let s:out = []
function! Group(line, column) abort
  return synIDattr(synID(a:line, a:column, 1), 'name')
endfunction
for s:job in readfile('JOBS')
  let [s:path, s:places] = split(s:job, "\t", 1)
  execute 'silent edit' fnameescape(s:path)
  call add(s:out, 'type ' . &filetype)
  for s:place in split(s:places, ' ')
    let s:at = split(s:place, ':')
    call add(s:out, Group(str2nr(s:at[0]), str2nr(s:at[1])))
  endfor
  if s:path !~# 'samples/bad/\|/programs/'
    let s:before = getline(1, '$')
    silent normal! gg=G
    for s:line in range(len(s:before))
      if s:before[s:line] !=# getline(s:line + 1)
        call add(s:out, 'indent ' . (s:line + 1) . ': ' . getline(s:line + 1))
        break
      endif
    endfor
  endif
  call add(s:out, 'end')
  silent bwipeout!
endfor
call writefile(s:out, 'OUT')
redir! > MESSAGES
silent messages
redir END
qall!
"""
EXPECTED = {"d": {"archKind", "archChange", "archTag"}, "p": {"archProperty", "archFreeProperty"},
            "f": {"archProperty", "archFlag"}, "i": {"archImport"}}


def vim(script, folder, **places):
    for name, value in {"ROOT": ROOT, **places}.items():
        script = script.replace(name, value)
    path = os.path.join(folder, "script.vim")
    with open(path, "w", encoding="utf-8") as target:
        target.write(script)
    subprocess.run(["vim", "-u", "NONE", "-es", "-N", "--not-a-term", "-S", path], timeout=300, cwd=folder,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C.UTF-8"})


def places(text, outline):
    """Of each statement that begins with a word: its line and its column in bytes, from 1."""
    for form, start, end in outline:
        if form == "r":
            continue
        before = text[:start]
        yield form, text[start:end], before.count(b"\n") + 1, start - (before.rfind(b"\n") + 1) + 1


def colours(folder, problems):
    jobs, wanted = [], []
    for path, text, outline in programs():
        if b"\r" in text:
            continue
        found = list(places(text, outline or []))
        jobs.append(os.path.join(ROOT, path) + "\t" + " ".join(f"{line}:{column}" for _, _, line, column in found))
        wanted.append((path, found))
    files = {name: os.path.join(folder, name.lower()) for name in ("JOBS", "OUT", "MESSAGES")}
    with open(files["JOBS"], "w", encoding="utf-8") as target:
        target.write("\n".join(jobs) + "\n")
    vim(SCRIPT, folder, **files)
    with open(files["OUT"], encoding="utf-8") as source:
        answers = iter(source.read().splitlines())
    with open(files["MESSAGES"], encoding="utf-8", errors="replace") as source:
        messages = [line for line in source.read().splitlines() if re.search(r"\bE\d+:|Error", line)]
    if messages:
        problems.append(f"Vim says: {messages[0]}")
    statements = 0
    for path, found in wanted:
        if next(answers) != "type arch":
            problems.append(f"{path} has no type")
        for form, word, line, _ in found:
            statements += 1
            group = next(answers)
            if group not in EXPECTED[form] and not (form == "d" and path.startswith("samples/bad/")):
                problems.append(f"{path}:{line}: {word[:30]!r} is {group or 'nothing'}")
        rest = next(answers)
        if rest != "end":
            problems.append(f"{path}: {rest}")
            next(answers)
    return len(wanted), statements


def commands(archc, folder, problems):
    """The quickfix list of `:make`, the layout of `gq`, and a fence in Markdown."""
    with open(os.path.join(folder, "shop.arch"), "w", encoding="utf-8") as target:
        target.write("service Orders {\n  replica: 3\n}\nservice   Two {tech: Swift}\n")
    # The numbers beside the quoted lines have three digits, and a rule has a name beside its id.
    with open(os.path.join(folder, "far.arch"), "w", encoding="utf-8") as target:
        target.write("\n" * 120 + "// NOTE: a FIX-ME and a to-do\ndatabase Store { tech: PostgreSQL }\n")
    with open(os.path.join(folder, "page.md"), "w", encoding="utf-8") as target:
        target.write("# Page\n\n```arch\nservice Orders { replicas: 3 }\n```\n")
    vim(r"""
set nocompatible nomore viminfo= noswapfile
set runtimepath^=ROOT/editors/vim
filetype plugin indent on
syntax on
let g:markdown_fenced_languages = ['arch']
edit shop.arch
silent make!
let s:found = filter(getqflist(), 'v:val.valid')
let s:out = map(copy(s:found), 'fnamemodify(bufname(v:val.bufnr), ":t") . ":" . v:val.lnum . ":" . v:val.col . v:val.type . v:val.text')
silent 4normal! gqq
call add(s:out, getline(4))
call writefile(['zone Z {', '  service A {', '    tech: Swift,   replicas: 2', '  }', '  // a', '}', 'service   B { tech: }'], 'nested.arch')
edit! nested.arch
silent 3normal! gqq
call add(s:out, getline(3))
let s:before = getline(1, '$')
silent normal! gggqG
call add(s:out, getline(1, '$') ==# s:before ? 'broken stays' : string(getline(1, '$')))
edit! far.arch
silent make!
call extend(s:out, map(filter(getqflist(), 'v:val.valid'), 'fnamemodify(bufname(v:val.bufnr), ":t") . ":" . v:val.lnum . ":" . v:val.col . v:val.type . v:val.text'))
call add(s:out, join(map([4, 12, 23], 'synIDattr(synID(121, v:val, 1), "name")')))
edit! ROOT/Tests/Editors/layout.arch
let s:before = getline(1, '$')
silent normal! gg=G
call add(s:out, getline(1, '$') ==# s:before ? 'layout stays' : string(getline(1, '$')))
enew!
setfiletype arch
execute "normal! iservice A {\<CR>description: \"\"\"\<CR>  text {\<CR>more\<CR>\"\"\"\<CR>tech: Swift\<CR>}\<CR>queue Q"
call add(s:out, join(map(getline(1, '$'), 'indent(v:key + 1)')))
edit! page.md
call add(s:out, synIDattr(synID(4, 1, 1), 'name') . ' ' . synIDattr(synID(4, 18, 1), 'name'))
call writefile(s:out, 'out')
qall!
""", folder)
    with open(os.path.join(folder, "out"), encoding="utf-8") as source:
        lines = source.read().splitlines()
    if not (lines and re.match(r"shop.arch:2:3[eE]\[ARC021\]: .*replica", lines[0])):
        problems.append(f":make finds {lines[:1]}")
    if not any(re.match(r"far.arch:122:10[wW]\[DAT006 no-backup\]", line) for line in lines):
        problems.append(f":make finds nothing behind line 100: {lines}")
    if any(line.startswith(":0:") for line in lines):
        problems.append(f":make finds something nowhere: {lines}")
    if "archTodo archTodo archComment" not in lines:
        problems.append(f"marks in comments have {lines}")
    if "    tech: Swift, replicas: 2" not in lines:
        problems.append(f"gq within a block makes {lines}")
    if "broken stays" not in lines:
        problems.append(f"gq over a syntax error makes {lines}")
    if "layout stays" not in lines:
        problems.append(f"the layout becomes {lines}")
    if "0 2 4 4 4 2 0 0" not in lines:
        problems.append(f"what is typed is indented by {lines[-2]}")
    if "service Two { tech: Swift }" not in lines:
        problems.append(f"gq makes {lines}")
    if lines[-1] != "archKind archProperty":
        problems.append(f"a fence in Markdown has {lines[-1]}")


def main():
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        files, statements = colours(folder, problems)
        if len(sys.argv) > 1:
            os.environ["PATH"] = os.path.dirname(os.path.abspath(sys.argv[1])) + os.pathsep + os.environ["PATH"]
            commands(sys.argv[1], folder, problems)
    if files < 50 or statements < 1000:
        problems.append(f"only {files} files and {statements} statements")
    print(f"Vim: {files} files, {statements} statements, {len(problems)} problems")
    for problem in problems[:20]:
        print(f"  {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)


main()
