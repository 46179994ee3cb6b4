«about»
    «name» := proc(«names»)
        description
            "«summary»";
«locals»        Digits := max(Digits, 17) + 3;
«body»        return «returned»;
    end proc;
