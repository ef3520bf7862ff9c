" Vim filetype plugin
" Language: Architectures of software systems (.arch)

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=s1:/*,mb:*,ex:*/,:///,://
setlocal commentstring=//\ %s
setlocal formatoptions-=t formatoptions+=croql
setlocal iskeyword+=-
setlocal shiftwidth=2 softtabstop=2 expandtab
setlocal suffixesadd=.arch
setlocal include=^\\s*import\\s*\"
setlocal foldtext=getline(v:foldstart)
" `gq` lays the text out as `archc fmt` does.
if executable('archc')
  setlocal formatexpr=ArchFormat()
endif
if exists(':CompilerSet') != 2 && executable('archc')
  compiler archc
endif

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< iskeyword< shiftwidth< softtabstop<'
      \ . ' expandtab< suffixesadd< include< foldtext< formatexpr< makeprg< errorformat<'

if exists('*ArchFormat')
  finish
endif

" Lays out some lines where they stand. What has syntax errors stays as it is, and comments are wrapped by Vim itself, as is
" what is being typed.
function! ArchFormat() abort
  let l:first = v:lnum
  let l:last = v:lnum + v:count - 1
  let l:lines = getline(l:first, l:last)
  if mode() =~# '[iR]' || empty(filter(copy(l:lines), 'v:val !~# "^\\s*//"'))
    return 1
  endif
  let l:errors = tempname()
  let l:made = systemlist('archc fmt - 2>' . shellescape(l:errors), join(l:lines, "\n") . "\n")
  if v:shell_error
    let l:told = filereadable(l:errors) ? readfile(l:errors) : []
    call delete(l:errors)
    echohl WarningMsg | echomsg get(l:told, 0, 'archc fmt does not start') | echohl None
    return 0
  endif
  call delete(l:errors)
  let l:indent = matchstr(get(filter(copy(l:lines), 'v:val =~# "\\S"'), 0, ''), '^\s*')
  call map(l:made, 'v:val ==# "" ? "" : l:indent . v:val')
  if l:made !=# l:lines && !empty(l:made)
    call append(l:last, l:made)
    silent execute l:first . ',' . l:last . 'delete _'
    call cursor(l:first + len(l:made) - 1, 1)
  endif
  return 0
endfunction
