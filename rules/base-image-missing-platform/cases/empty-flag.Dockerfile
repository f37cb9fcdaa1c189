FROM --platform= mysql:5.7
