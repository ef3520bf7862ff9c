" Vim compiler file
" Compiler: archc, for architectures of software systems (.arch)

if exists('current_compiler')
  finish
endif
let current_compiler = 'archc'

" `:make` checks this file; `error[ARC021]: message` stands above `  --> shop.arch:3:5`.
CompilerSet makeprg=archc\ check\ --all\ --color\ never\ %:S
CompilerSet errorformat=%Eerror%m,%Wwarning%m,%Iinfo%m,%Z\ \ -->\ %f:%l:%c,%-G%.%#
