[(block) (list) (ends) (group)] @indent.begin

["}" "]" ")"] @indent.branch @indent.end

[(text) (block_comment)] @indent.ignore
