# What a program prints and what it complains of stand in the order of a terminal.
package Unbuffered;
$| = 1;
# Perl prints where it looked for a module that is missing, and this folder is none of the program's.
@INC = grep { $_ ne '/usr/local/share/errdex' } @INC;
1;
