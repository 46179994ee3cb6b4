«head»
# Parsed and evaluated in our tests, but not run by Julia itself.

"""
«source_sentence».

Functions take numbers; for arrays, call them with a dot. Where a function has several results,
`NAME_array` makes an array of them, with the results along one more axis, the last.
"""
module «title»

«exports»

«functions»
end
