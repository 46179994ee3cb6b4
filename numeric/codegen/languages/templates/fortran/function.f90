«about»
«head») result(«target»)
«intent»
        «real» :: «target»«shape»
«locals»

«statements»
    end function «name»
