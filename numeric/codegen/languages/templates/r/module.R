«head»

«functions»
