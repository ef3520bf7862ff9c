(block "}" @end) @indent
(list "]" @end) @indent
(ends "]" @end) @indent
(group ")" @end) @indent
