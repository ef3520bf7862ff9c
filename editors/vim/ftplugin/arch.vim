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
  setlocal formatprg=archc\ fmt\ -
endif
if exists(':CompilerSet') != 2 && executable('archc')
  compiler archc
endif

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< iskeyword< shiftwidth< softtabstop<'
      \ . ' expandtab< suffixesadd< include< foldtext< formatprg< makeprg< errorformat<'
