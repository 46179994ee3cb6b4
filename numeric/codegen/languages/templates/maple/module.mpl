«head»
# Parsed and evaluated in our tests, but not run by Maple itself.
#
# Use: read "«module».mpl": with(«module»):
«many»
# Results have three digits more than Digits, and twenty at least.
«module» := module()
    description "«source_sentence»";
    option package;
    export
        «exports»;
«locals»
«helpers»
«functions»
end module:
