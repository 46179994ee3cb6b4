/**
«head»
 */

«functions»
