"""
    «name»_array(«names»)

Like `«name»`, for arrays.
"""
function «name»_array(«names»)
    points = «name».(«names»)
    return [point[k] for point in points, k in 1:«count»]
end
