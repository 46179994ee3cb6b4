#include <iomanip>
#include <iostream>
#include "«module».hpp"

int main()
{
    std::cout << std::setprecision(15) << «call» << "\n";
}
