; Pairs of brackets.
(block "{" @open "}" @close)
(list "[" @open "]" @close)
(ends "[" @open "]" @close)
(group "(" @open ")" @close)
