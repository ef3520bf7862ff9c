" Vim compiler file
" Compiler: archc, for architectures of software systems (.arch)

if exists('current_compiler')
  finish
endif
let current_compiler = 'archc'

" `:make` checks this file; `error[ARC021]: message` stands above `  --> shop.arch:3:5`,
" further to the right where the numbers of the lines below are longer.
CompilerSet makeprg=archc\ check\ --all\ --color\ never\ %:S
CompilerSet errorformat=%Eerror%m,%Wwarning%m,%Iinfo%m,%Z%*[\ ]-->\ %f:%l:%c,%-G%.%#
