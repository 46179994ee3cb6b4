    # Unlike ln, this has a value at 0.
    logarithm := proc(a)
        if type(a, undefined) or a <> 0 then return ln(a) end if;
        return -Float(infinity);
    end proc;
