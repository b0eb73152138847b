# What a program prints and what it complains of stand in the order of a terminal.
$stdout.sync = true
