" Vim indent file
" Language: Architectures of software systems (.arch)

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=ArchIndent(v:lnum)
setlocal indentkeys=0{,0},0],0),!^F,o,O
setlocal autoindent
let b:undo_indent = 'setlocal indentexpr< indentkeys< autoindent<'

if exists('*ArchIndent')
  finish
endif

" Whether a place is within a text in three quotes or a block comment.
function! s:inside(lnum, column) abort
  let l:names = map(synstack(a:lnum, a:column), 'synIDattr(v:val, "name")')
  return index(l:names, 'archText') >= 0 || index(l:names, 'archBlockComment') >= 0
endfunction

" Whether a line begins within one, and does not open it.
function! s:continues(lnum) abort
  return getline(a:lnum) !~# '^/\*' && s:inside(a:lnum, 1)
endfunction

" How many more brackets a text opens than it closes, those in strings and comments left out. Closing ones that begin it
" belong to the line itself.
function! s:depth(text) abort
  let l:text = substitute(a:text, '"\%(\\.\|[^"\\]\)*"\|/\*.\{-}\*/\|/\*.*$\|//.*$', '', 'g')
  let l:text = substitute(l:text, '^[[:blank:]})\]]*', '', '')
  return len(substitute(l:text, '[^{(\[]', '', 'g')) - len(substitute(l:text, '[^})\]]', '', 'g'))
endfunction

function! ArchIndent(lnum) abort
  let l:above = prevnonblank(a:lnum - 1)
  if l:above == 0
    return 0
  endif
  " The lines of a text in three quotes and of a comment stay where they are; a new one begins like the one above.
  if s:continues(a:lnum)
    return indent(a:lnum)
  endif
  let l:line = getline(l:above)
  if getline(a:lnum) =~# '^\s*$' && l:line !~# '\%("""\|\*/\)\s*$' && s:inside(l:above, len(l:line))
    return indent(l:above)
  endif
  " What ends above counts from where it began.
  let l:start = l:above
  while l:start > 1 && s:continues(l:start)
    let l:start -= 1
  endwhile
  let l:depth = s:depth(getline(l:start))
  if l:start < l:above
    let l:depth += s:depth(substitute(l:line, '^.*\%("""\|\*/\)', '', ''))
  endif
  let l:level = indent(l:start) + shiftwidth() * l:depth
  let l:closing = len(matchstr(substitute(getline(a:lnum), '[[:blank:]]', '', 'g'), '^[})\]]*'))
  return max([0, l:level - shiftwidth() * l:closing])
endfunction
