«head»
# Parsed and evaluated in our tests, but not run by Maple itself.
#
# Use: read "«module».mpl": with(«module»):
# For many points: concurrence~(beta_A, beta_S), or NAME_array where there are several results.
# Results have three digits more than Digits, and twenty at least.
«module» := module()
    description "Steady-state entanglement beyond thermal limits, in closed form";
    option package;
    export
        «exports»;
«locals»
«helpers»
«functions»
end module:
