    # Unlike the operator, this has a limit where b is 0.
    quotient := proc(a, b)
        if type(b, undefined) or b <> 0 then return a / b end if;
        if type(a, undefined) or a = 0 then return Float(undefined) end if;
        return Float(infinity);
    end proc;
