package io.lastseen.site;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/** Asks the {@link Form} and hands its sentence on as a parameter, so that no text of a client is read as a template. */
public class WrittenValidator implements ConstraintValidator<Written, String> {
    private Form form;

    @Override
    public void initialize(Written written) {
        form = written.as();
    }

    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        try {
            form.canonical(value);
            return true;
        } catch (IllegalArgumentException notWrittenSo) {
            context.unwrap(HibernateConstraintValidatorContext.class)
                    .addMessageParameter("instead", notWrittenSo.getMessage())
                    .buildConstraintViolationWithTemplate("{instead}")
                    .addConstraintViolation()
                    .disableDefaultConstraintViolation();
            return false;
        }
    }
}
