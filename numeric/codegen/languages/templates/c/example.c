#include <stdio.h>
#include "«module».h"

int main(void)
{
    «call»
    return 0;
}
