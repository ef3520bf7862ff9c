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

" How many more brackets a line opens than it closes, those in strings and comments left out. Closing ones that begin the
" line belong to the line itself.
function! s:depth(lnum) abort
  let l:text = substitute(getline(a:lnum), '"\%(\\.\|[^"\\]\)*"\|//.*$', '', 'g')
  let l:text = substitute(l:text, '^[[:blank:]})\]]*', '', '')
  return len(substitute(l:text, '[^{(\[]', '', 'g')) - len(substitute(l:text, '[^})\]]', '', 'g'))
endfunction

function! ArchIndent(lnum) abort
  let l:above = prevnonblank(a:lnum - 1)
  if l:above == 0
    return 0
  endif
  " The lines of a text in three quotes stay where they are.
  if synIDattr(synID(a:lnum, 1, 0), 'name') ==# 'archText'
    return indent(a:lnum)
  endif
  let l:level = indent(l:above) + shiftwidth() * s:depth(l:above)
  let l:closing = len(matchstr(substitute(getline(a:lnum), '[[:blank:]]', '', 'g'), '^[})\]]*'))
  return max([0, l:level - shiftwidth() * l:closing])
endfunction
