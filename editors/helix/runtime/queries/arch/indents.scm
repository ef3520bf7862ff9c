[(block) (list) (ends) (group)] @indent

["}" "]" ")"] @outdent
