FROM mysql:5.7
