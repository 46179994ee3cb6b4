    # Like «name», for lists or vectors: one row for each point.
    «name»_array := proc(«names»)
        local i;
        return Matrix([
            seq(«name»(«elements»), i = 1 .. numelems(«first»))
        ]);
    end proc;
