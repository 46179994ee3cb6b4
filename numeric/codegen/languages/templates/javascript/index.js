/**
«head»
 */

«functions»
«lengths»
