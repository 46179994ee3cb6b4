«about»
    «kind» function «name»(«names») result(«target»)
        «real», intent(in) :: «names»
        «real» :: «target»«shape»
«locals»

«statements»
    end function «name»
