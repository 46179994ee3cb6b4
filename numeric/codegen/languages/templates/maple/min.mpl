    smaller := proc(a, b)
        if type(a, undefined) or a < b then return a else return b end if;
    end proc;
