from a as B
Run c
wOrKdIr /d
