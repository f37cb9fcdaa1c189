FROM a
CMD ["\"\\\/\b\f\n\r\t", "\u00e9\u20ac\ud83d\ude00\ud83d", "\u00\
41b\
c" ] 
