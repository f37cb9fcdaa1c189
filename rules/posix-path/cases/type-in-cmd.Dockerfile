FROM diamol/base
CMD type /logs/init.txt
